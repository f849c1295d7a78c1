package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.interesttracker.model.ItemLinks;
import org.junit.jupiter.api.Test;

class LiveLinksTest {

  /** One prediction: item 1 was the latest, item 0 came before it, item 2 came next. */
  private static final int[][] RECENT = {{1, 0}};

  private static final int[] TARGETS = {2};

  @Test
  void aLinkMovesByAdaGradAgainstTheGradient() {
    LiveLinks links = links(100);
    links.connect(RECENT, TARGETS);
    links.compare(new int[] {2, 0});
    float[] logits = {0.5f, 0.25f};
    links.addTo(logits, RECENT);
    assertThat(logits).as("new links say nothing").containsExactly(0.5f, 0.25f);

    links.learn(new float[] {-0.4f, 0.4f}, RECENT);

    // rate 0.5; the latest item by its whole error, the one before by 0.9 of it
    double latest = 0.5 * 0.4 / (0.4 + 0.3);
    double before = 0.5 * 0.36 / (0.36 + 0.3);
    assertThat((double) weight(links, "b", "c")).isCloseTo(latest, within(1e-6));
    assertThat((double) weight(links, "a", "c")).isCloseTo(before, within(1e-6));
    assertThat(weight(links, "a", "b")).as("not linked").isZero();

    links.addTo(logits, RECENT);
    assertThat((double) logits[0]).isCloseTo(0.5 + latest + 0.9 * before, within(1e-6));
    assertThat(logits[1]).isEqualTo(0.25f);
  }

  @Test
  void aSecondStepIsSmallerByTheSquaresBefore() {
    LiveLinks links = links(100);
    links.connect(RECENT, TARGETS);
    links.compare(new int[] {2});
    links.learn(new float[] {-0.4f}, RECENT);
    links.learn(new float[] {-0.4f}, RECENT);

    double expected = 0.2 / 0.7 + 0.2 / (Math.sqrt(0.32) + 0.3);
    assertThat((double) weight(links, "b", "c")).isCloseTo(expected, within(1e-6));
  }

  @Test
  void ofTooManyTheWeakerHalfIsDropped() {
    LiveLinks links = links(4);
    links.connect(new int[][] {{0, 1}, {0, 1}}, new int[] {2, 3});
    links.compare(new int[] {2, 3});
    // by row and candidate: c for the first prediction, more of it for the second
    links.learn(new float[] {-0.1f, 0, 0, -0.4f}, new int[][] {{0, 1}, {0, 1}});
    float strongest = weight(links, "a", "d");
    float second = weight(links, "b", "d");
    assertThat(links.links().pairs()).isEqualTo(4);

    links.connect(new int[][] {{2}}, new int[] {3});

    assertThat(links.links().pairs()).isEqualTo(2);
    assertThat(weight(links, "a", "d")).isEqualTo(strongest).isPositive();
    assertThat(weight(links, "b", "d")).isEqualTo(second).isPositive();
    links.compare(new int[] {3});
    links.learn(new float[] {-0.4f}, new int[][] {{0}});
    double step = 0.5 * 0.4 / (Math.sqrt(0.8 * 0.8 + 0.16) + 0.3);
    assertThat((double) weight(links, "a", "d"))
        .as("what was learned of it before still counts")
        .isCloseTo(strongest + step, within(1e-6));
  }

  @Test
  void itBeginsFromTheLinksOfAModel() {
    ItemLinks known = new ItemLinks();
    known.link(known.number("c"), known.number("b"));
    known.setWeight(0, 2);
    LiveLinks links = new LiveLinks(known, 0.5, 100);
    links.add("a");
    links.add("b");
    links.add("c");
    links.compare(new int[] {2});
    float[] logits = new float[1];
    links.addTo(logits, RECENT);
    assertThat(logits).containsExactly(2);
  }

  private static LiveLinks links(int limit) {
    LiveLinks links = new LiveLinks(new ItemLinks(), 0.5, limit);
    for (String item : new String[] {"a", "b", "c", "d"}) {
      links.add(item);
    }
    return links;
  }

  private static float weight(LiveLinks links, String a, String b) {
    ItemLinks copy = links.links();
    return copy.weightOf(copy.find(a), copy.find(b));
  }
}
