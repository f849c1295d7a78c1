package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.SimilaritySettings;
import org.junit.jupiter.api.Test;

class EventTailTest {

  private final EventTail tail = new EventTail();

  @Test
  void aLowRatingIsAMeetingAndADislikeIsNone() {
    add("low", EventType.RATING, -4);
    add("no", EventType.DISLIKE, -3);
    add("skipped", EventType.SKIP, -1);
    add("yes", EventType.PURCHASE, 5);
    assertThat(tail.itemWeights(10, Evidence.MET))
        .containsExactly(
            new ItemWeight("yes", 5, 1, EventType.PURCHASE),
            new ItemWeight("skipped", -1, 0, EventType.SKIP),
            new ItemWeight("no", -3, 0, EventType.DISLIKE),
            new ItemWeight("low", -4, 1, EventType.RATING));
    assertThat(tail.itemWeights(10, Evidence.WEIGHT))
        .containsExactly(
            new ItemWeight("yes", 5, 5, EventType.PURCHASE),
            new ItemWeight("skipped", -1, 0, EventType.SKIP),
            new ItemWeight("no", -3, 0, EventType.DISLIKE),
            new ItemWeight("low", -4, 0, EventType.RATING));
  }

  @Test
  void theLastWordOnAnItemCanTakeItBack() {
    add("a", EventType.LIKE, 3);
    add("a", EventType.DISLIKE, -3);
    add("b", EventType.DISLIKE, -3);
    add("b", EventType.LIKE, 3);
    assertThat(tail.itemWeights(10, Evidence.MET))
        .containsExactly(
            new ItemWeight("b", 3, 1, EventType.LIKE),
            new ItemWeight("a", -3, 0, EventType.DISLIKE));
  }

  @Test
  void aLaterLookDoesNotHideWhatTheUserSaidBefore() {
    add("a", EventType.PURCHASE, 5);
    add("a", EventType.VIEW, 1);
    assertThat(tail.itemWeights(10, Evidence.MET))
        .containsExactly(new ItemWeight("a", 5, 1, EventType.PURCHASE));
  }

  @Test
  void itemsAreLinkedOnceLatestFirstAndNoLongerThanTheLinkedTime() {
    add("old", EventType.CLICK, 1);
    tail.add(event("a", EventType.CLICK, 1, 5_000), 20);
    tail.add(event(null, EventType.SEARCH, 1, 5_500), 20);
    tail.add(event("b", EventType.CLICK, 1, 6_000), 20);
    tail.add(event("a", EventType.VIEW, 1, 7_000), 20);
    List<CountDelta> deltas = emit(event("c", EventType.CLICK, 1, 8_000));
    assertThat(deltas.get(deltas.size() - 1).itemId()).isEqualTo("c");
    assertThat(deltas.get(deltas.size() - 1).others()).containsExactly("a", "b");
    assertThat(deltas).extracting(CountDelta::time).containsOnly(8_000L);
  }

  @Test
  void aRepeatOfWhatTheTailHoldsAddsNothing() {
    add("a", EventType.CLICK, 1);
    add("b", EventType.CLICK, 1);
    assertThat(emit(event("a", EventType.PURCHASE, 5, 3))).isEmpty();
  }

  private List<CountDelta> emit(TailEvent event) {
    List<CountDelta> deltas = new ArrayList<>();
    SimilaritySettings settings =
        new SimilaritySettings(
            new Channels(CountChannel.defaults()), Evidence.MET, 5_000, 10, 10, 1);
    ItemLinks.emit(tail, event, settings, counts -> counts.forEach(deltas::add));
    return deltas;
  }

  private void add(String item, EventType type, double weight) {
    tail.add(event(item, type, weight, tail.getEvents().size()), 20);
  }

  private static TailEvent event(String item, EventType type, double weight, long time) {
    return new TailEvent(item, type, null, weight, time, null);
  }
}
