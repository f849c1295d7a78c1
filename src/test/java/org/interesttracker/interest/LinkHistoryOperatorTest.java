package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.Test;

class LinkHistoryOperatorTest {

  @Test
  void aUsersItemsAreLinkedByTimeAndThoseOfOneTimeById() throws Exception {
    try (var operator = open(100)) {
      send(operator, event("2", "u", "c", 5));
      send(operator, event("1", "u", "b", 5));
      send(operator, event("0", "u", "a", 9));
      end(operator);
      assertThat(pairs(operator))
          .containsExactlyInAnyOrder("b c", "c b", "a c", "a b", "c a", "b a");
      // The row of an event's own item begins with what came last before it.
      assertThat(pairs(operator))
          .containsSubsequence("a c", "a b")
          .containsSubsequence("b c", "c a");
    }
  }

  @Test
  void repeatsAreDropped() throws Exception {
    try (var operator = open(100)) {
      send(operator, event("1", "u", "a", 1));
      send(operator, event("1", "u", "a", 1));
      send(operator, event("1", "v", "a", 1));
      end(operator);
      assertThat(met(operator)).isEqualTo(2);
    }
  }

  @Test
  void oneUsersItemsAreNotLinkedWithAnothers() throws Exception {
    try (var operator = open(100)) {
      send(operator, event("1", "u", "a", 1));
      send(operator, event("2", "v", "b", 2));
      end(operator);
      assertThat(met(operator)).isEqualTo(2);
      assertThat(pairs(operator)).isEmpty();
    }
  }

  @Test
  void whatABundleAddsToAnItemIsOneDelta() throws Exception {
    try (var operator = open(2)) {
      for (int n = 0; n < 4; n++) {
        send(operator, event("e" + n, "u" + n, "a", n));
      }
      end(operator);
      // A user's last event counts when the next user begins: one is in the first bundle, then two.
      assertThat(operator.extractOutputValues())
          .extracting(delta -> delta.totals()[0])
          .containsExactly(1.0, 2.0, 1.0);
      assertThat(met(operator)).isEqualTo(4);
    }
  }

  @Test
  void theLastUserCountsThoughTheLastWatermarkCameBefore() throws Exception {
    try (var operator = open(100)) {
      send(operator, event("1", "u", "a", 1));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(operator.extractOutputValues()).isEmpty();
      end(operator);
      assertThat(operator.extractOutputValues())
          .extracting(CountDelta::itemId)
          .containsExactly("a");
    }
  }

  @Test
  void anOrderOtherThanThatOfTimeIsRefused() throws Exception {
    try (var operator = open(100)) {
      send(operator, event("1", "u", "a", 2));
      assertThatThrownBy(() -> send(operator, event("2", "u", "b", 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in the order of time");
    }
  }

  private static KeyedHarness<Event, CountDelta> open(int bundle) throws Exception {
    InterestSettings settings =
        new InterestSettings(
            new EventWeights(Map.of(), 2.5),
            1_000,
            2,
            0.5,
            10,
            20,
            20,
            256,
            100,
            TestCounts.weighted());
    KeyedHarness<Event, CountDelta> operator =
        new KeyedHarness<>(
            SimpleOperatorFactory.of(
                new LinkHistoryOperator(settings, new BundleSettings(bundle, 1_000))),
            Event::userId,
            1,
            0);
    operator.open();
    return operator;
  }

  private static void send(KeyedHarness<Event, CountDelta> operator, Event event) throws Exception {
    operator.processElement(event, event.timestamp());
  }

  private static void end(KeyedHarness<Event, CountDelta> operator) throws Exception {
    operator.processWatermark(Watermark.MAX_WATERMARK);
    ((AbstractStreamOperator<?>) operator.getOperator()).finish();
  }

  private static List<String> pairs(KeyedHarness<Event, CountDelta> operator) {
    return operator.extractOutputValues().stream()
        .flatMap(delta -> Stream.of(delta.others()).map(other -> delta.itemId() + " " + other))
        .toList();
  }

  /** How often all items were met. */
  private static double met(KeyedHarness<Event, CountDelta> operator) {
    return operator.extractOutputValues().stream().mapToDouble(delta -> delta.totals()[0]).sum();
  }

  private static Event event(String id, String user, String item, long time) {
    return new Event(id, user, item, EventType.CLICK, null, null, time, null, null, null, null);
  }
}
