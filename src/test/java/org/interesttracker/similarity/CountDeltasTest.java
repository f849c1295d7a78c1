package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountDeltasTest {

  private static final int ITEMS = 90;
  private static final long DAY = 86_400_000;
  private static final Channels CHANNELS = new Channels(CountChannel.defaults());

  private final Random random = new Random(3);
  private final CountDeltas deltas = new CountDeltas(CHANNELS);

  /** More pairs than there is room for at first, and thrice, because what was drained is reused. */
  @Test
  void eachItemGetsTheSumOfAllThatWasAddedToItAsOfItsLatest() {
    for (int bundle = 0; bundle < 3; bundle++) {
      List<CountDelta> added = new ArrayList<>();
      for (int n = 0; n < 2_000; n++) {
        added.add(delta());
      }
      added.forEach(deltas::add);
      List<CountDelta> merged = drained();
      Set<String> mentioned = new LinkedHashSet<>();
      added.forEach(delta -> mentioned.add(delta.itemId()));
      assertThat(merged).extracting(CountDelta::itemId).containsExactlyElementsOf(mentioned);
      merged.forEach(delta -> assertSumOf(delta, added));
    }
    assertThat(drained()).isEmpty();
  }

  private void assertSumOf(CountDelta merged, List<CountDelta> added) {
    List<CountDelta> own =
        added.stream().filter(delta -> delta.itemId().equals(merged.itemId())).toList();
    assertThat(merged.time()).isEqualTo(own.stream().mapToLong(CountDelta::time).max().orElse(0));
    double[] totals = new double[CHANNELS.size()];
    Set<String> others = new LinkedHashSet<>();
    for (CountDelta delta : own) {
      others.addAll(Arrays.asList(delta.others()));
      for (int c = 0; c < totals.length; c++) {
        totals[c] += delta.totals()[c] * CHANNELS.get(c).decay(merged.time() - delta.time());
      }
    }
    assertThat(merged.totals()).containsExactly(totals, within(1e-9));
    assertThat(merged.others()).containsExactlyElementsOf(others);
    for (int k = 0; k < merged.others().length; k++) {
      double[] pair =
          Arrays.copyOfRange(merged.pairs(), k * CHANNELS.width(), (k + 1) * CHANNELS.width());
      assertThat(pair).containsExactly(pair(merged.others()[k], merged.time(), own), within(1e-9));
    }
  }

  /** Names are other objects each time, and more than there is room for among those met last. */
  @ParameterizedTest
  @MethodSource
  void whatAnEventAddsIsWhatItsDeltasAdd(List<CountChannel> channels) {
    Channels counted = new Channels(channels);
    CountDeltas whole = new CountDeltas(counted);
    CountDeltas parts = new CountDeltas(counted);
    for (int bundle = 0; bundle < 3; bundle++) {
      for (int n = 0; n < 1_000; n++) {
        LinkedItem before = random.nextInt(5) == 0 ? linked(0, 3) : null;
        LinkedItem after = linked(0, 10_000);
        List<LinkedItem> linked =
            IntStream.range(0, random.nextInt(22)).mapToObj(k -> linked(1 + 9 * k, 9)).toList();
        CoOccurrence.increments(
            counted,
            before,
            after,
            linked,
            random.nextInt(100) * DAY,
            counts -> {
              whole.add(counts.by("ann"));
              counts.forEach(parts::add);
            });
      }
      List<String> expected = new ArrayList<>();
      parts.drain(delta -> expected.add(text(delta)));
      List<String> merged = new ArrayList<>();
      whole.drain(delta -> merged.add(text(delta)));
      assertThat(merged).isEqualTo(expected);
    }
  }

  /** All of it; to compare objects field by field takes a minute. */
  private static String text(CountDelta delta) {
    try {
      return Json.MAPPER.writeValueAsString(delta);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<List<CountChannel>> whatAnEventAddsIsWhatItsDeltasAdd() {
    return Stream.concat(
        Stream.of(CountChannel.defaults()), CountChannel.known().stream().map(List::of));
  }

  /** One in three was turned down. */
  private LinkedItem linked(int from, int names) {
    double evidence = random.nextInt(3);
    return new LinkedItem("i" + (from + random.nextInt(names)), evidence, evidence - 1);
  }

  private static double[] pair(String other, long time, List<CountDelta> own) {
    double[] sum = new double[CHANNELS.width()];
    for (CountDelta delta : own) {
      int k = Arrays.asList(delta.others()).indexOf(other);
      if (k >= 0) {
        CHANNELS.addPair(delta.pairs(), k * CHANNELS.width(), time - delta.time(), sum);
      }
    }
    return sum;
  }

  private List<CountDelta> drained() {
    List<CountDelta> merged = new ArrayList<>();
    deltas.drain(merged::add);
    return merged;
  }

  private CountDelta delta() {
    String[] others =
        random
            .ints(1 + random.nextInt(4), 0, ITEMS)
            .distinct()
            .mapToObj(n -> "i" + n)
            .toArray(String[]::new);
    return new CountDelta(
        "i" + random.nextInt(ITEMS),
        numbers(CHANNELS.size()),
        others,
        numbers(others.length * CHANNELS.width()),
        random.nextInt(100) * DAY);
  }

  /** Some of them 0, as most are. */
  private double[] numbers(int count) {
    return random.doubles(count).map(value -> value < 0.4 ? 0 : value).toArray();
  }
}
