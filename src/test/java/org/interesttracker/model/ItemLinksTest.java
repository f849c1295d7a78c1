package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemLinksTest {

  @Test
  void recentItemsSpeakForWhatTheyAreLinkedWithLessTheOlderTheyAre() {
    ItemLinks links = new ItemLinks();
    link(links, "a", "c", 1);
    link(links, "b", "c", 2);
    link(links, "b", "d", -0.5f);

    // b is the latest, an item without links comes between, a is two places back
    assertThat(said(links, List.of("b", "x", "a")))
        .containsOnly(Map.entry("c", 2 + 0.81f), Map.entry("d", -0.5f));
    assertThat(said(links, List.of("c"))).containsOnly(Map.entry("a", 1f), Map.entry("b", 2f));
  }

  @Test
  void itemsTooFarBackSayNothing() {
    ItemLinks links = new ItemLinks();
    link(links, "a", "b", 1);
    List<String> ten = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a");

    assertThat(said(links, ten)).isEmpty();
    assertThat(said(links, ten.subList(1, 11))).containsOnlyKeys("b");
  }

  @Test
  void aPairIsOneWhicheverItemIsNamedFirst() {
    ItemLinks links = new ItemLinks();
    link(links, "a", "b", 0.5f);
    links.link(links.find("b"), links.find("a"));

    assertThat(links.pairs()).isEqualTo(1);
    assertThat(links.weightOf(links.find("b"), links.find("a"))).isEqualTo(0.5f);
    assertThat(links.weightOf(links.find("a"), links.number("c"))).isZero();
    assertThat(links.find("never named")).isEqualTo(-1);
  }

  @Test
  void aCopyStaysAsItWas() {
    ItemLinks links = new ItemLinks();
    link(links, "a", "b", 1);
    ItemLinks copy = links.copy();
    link(links, "a", "c", 2);
    links.setWeight(0, 7);

    assertThat(said(copy, List.of("a"))).containsOnly(Map.entry("b", 1f));
    assertThat(said(links, List.of("a"))).containsOnly(Map.entry("b", 7f), Map.entry("c", 2f));
    assertThat(copy.find("c")).isEqualTo(-1);
  }

  @Test
  void whatIsDroppedLeavesTheOthersAsTheyWere() {
    ItemLinks links = new ItemLinks();
    link(links, "a", "b", 1);
    link(links, "b", "c", 2);
    link(links, "a", "c", 3);

    ItemLinks left = links.only(place -> place != 1);
    assertThat(left.pairs()).isEqualTo(2);
    assertThat(left.weight(0)).isEqualTo(1);
    assertThat(left.weight(1)).isEqualTo(3);
    assertThat(said(left, List.of("b"))).containsOnlyKeys("a");
    assertThat(left.find("c")).isEqualTo(links.find("c"));
  }

  @Test
  void manyLinksComeBackFromAFileAndTheSameGiveTheSameBytes() throws Exception {
    Map<String, Float> expected = new HashMap<>();
    ItemLinks links = random(1, expected);
    ItemLinks read = ItemLinkSections.read(new WeightsReader("w", bytes(links)));

    assertThat(read.pairs()).isEqualTo(links.pairs()).isEqualTo(expected.size());
    expected.forEach(
        (pair, weight) -> {
          String[] ids = pair.split(" ");
          assertThat(read.weightOf(read.find(ids[0]), read.find(ids[1]))).isEqualTo(weight);
        });
    assertThat(bytes(read)).as("though numbered in another order").isEqualTo(bytes(links));
  }

  @Test
  void aFileWithoutLinksHasNone() throws Exception {
    byte[] bytes = bytes(new ItemLinks());
    assertThat(bytes).isEqualTo(new WeightsWriter().toByteArray());
    assertThat(ItemLinkSections.read(new WeightsReader("w", bytes)).pairs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 2, 'a pair of items 1 and 0'",
    "0, 0, 1, 2, 'a pair of items 0 and 0'",
    "0, 3, 1, 2, 'a pair of items 0 and 3'",
    "-1, 1, 1, 2, 'a pair of items -1 and 1'",
    "1, 2, 0, 1, 'a pair of items 0 and 1'",
    "0, 1, 0, 1, 'a pair of items 0 and 1'",
  })
  void pairsThatAreNoneOrOutOfOrderAreRefused(int a, int b, int c, int d, String message)
      throws Exception {
    WeightsWriter out = new WeightsWriter();
    out.strings("links/items", List.of("a", "b", "c"));
    out.ints("links/pairs", new int[] {a, b, c, d});
    out.floats("links/weights", new float[] {1, 2}, 2);

    assertThatThrownBy(() -> ItemLinkSections.read(new WeightsReader("w", out.toByteArray())))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("w has " + message);
  }

  @Test
  void asManyWeightsAsPairsAreExpected() throws Exception {
    WeightsWriter out = new WeightsWriter();
    out.strings("links/items", List.of("a", "b"));
    out.ints("links/pairs", new int[] {0, 1});
    out.floats("links/weights", new float[] {1, 2}, 2);

    assertThatThrownBy(() -> ItemLinkSections.read(new WeightsReader("w", out.toByteArray())))
        .hasMessage("w array links/weights has shape [2], expected [1]");
  }

  @Test
  void anItemNamedTwiceIsRefused() throws Exception {
    WeightsWriter out = new WeightsWriter();
    out.strings("links/items", List.of("a", "a"));
    out.ints("links/pairs", new int[] {0, 1});
    out.floats("links/weights", new float[] {1}, 1);

    assertThatThrownBy(() -> ItemLinkSections.read(new WeightsReader("w", out.toByteArray())))
        .hasMessage("w names an item twice in links/items");
  }

  private static ItemLinks random(long seed, Map<String, Float> expected) {
    Random random = new Random(seed);
    ItemLinks links = new ItemLinks();
    for (int n = 0; n < 3_000; n++) {
      String a = "i" + random.nextInt(200);
      String b = "i" + random.nextInt(200);
      if (!a.equals(b) && links.weightOf(links.number(a), links.number(b)) == 0) {
        float weight = (float) random.nextGaussian();
        link(links, a, b, weight);
        expected.put(a + " " + b, weight);
      }
    }
    return links;
  }

  private static void link(ItemLinks links, String a, String b, float weight) {
    links.link(links.number(a), links.number(b));
    links.setWeight(links.pairs() - 1, weight);
  }

  private static Map<String, Float> said(ItemLinks links, List<String> latestFirst) {
    Map<String, Float> said = new HashMap<>();
    links.forEachLinked(
        latestFirst, (item, weight) -> said.merge(links.id(item), weight, Float::sum));
    return said;
  }

  private static byte[] bytes(ItemLinks links) throws Exception {
    WeightsWriter out = new WeightsWriter();
    ItemLinkSections.write(links, out);
    return out.toByteArray();
  }
}
