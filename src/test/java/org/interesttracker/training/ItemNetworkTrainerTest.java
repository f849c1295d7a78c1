package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemNetworkTrainerTest {

  private final RecordingListener listener = new RecordingListener();
  private final ItemTable table = ToyData.table();

  @ParameterizedTest
  @EnumSource
  void learnsWhatFollowsWhatOverTheWholeCatalog(NetworkKind kind) {
    assertLearns(kind, 0);
  }

  @ParameterizedTest
  @EnumSource
  void learnsWhatFollowsWhatFromSampledNegatives(NetworkKind kind) {
    assertLearns(kind, 15);
  }

  private void assertLearns(NetworkKind kind, int negatives) {
    TrainingOptions options = ToyData.options(15, 5, negatives, 0.2);
    Map<String, Double> figures = train(kind, options, ToyData.ring(60, 15)).figures();

    assertThat(figures.get(kind + "_HR@10")).isGreaterThan(0.9);
    assertThat(figures.get(kind + "_MRR")).isGreaterThan(0.5);
    assertThat(figures.get(kind + "_HR@10")).isGreaterThan(1.5 * popularity().hitRate());
    assertThat(listener.networks).containsExactly(kind.toString());
    assertThat(listener.epochs).hasSizeLessThanOrEqualTo(15);
  }

  private Ranking popularity() {
    List<Event> events = ToyData.ring(60, 15);
    int[] counts = new int[table.size()];
    events.forEach(event -> counts[table.index().get(event.itemId())]++);
    return new Validation(timelines(events, 0.2), 1_000, 1).popularity(counts);
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameWeights(NetworkKind kind) {
    TrainingOptions options = ToyData.options(2, 2, 10, 0.2);

    assertThat(train(kind, options, ToyData.ring(20, 10)))
        .usingRecursiveComparison()
        .isEqualTo(train(kind, options, ToyData.ring(20, 10)));
  }

  @ParameterizedTest
  @EnumSource
  void theItemsStayWhereTheyAre(NetworkKind kind) {
    float[] before = table.residuals().clone();

    train(kind, ToyData.options(2, 2, 0, 0.2), ToyData.ring(20, 10));

    assertThat(table.residuals()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void theWeightsKeptReachTheFiguresTold(NetworkKind kind) {
    ItemNetworkTrainer.Trained trained =
        train(kind, ToyData.options(5, 2, 0, 0.2), ToyData.ring(60, 15));

    Ranking again =
        new Validation(timelines(ToyData.ring(60, 15), 0.2), 1_000, 1)
            .network(kind.serving(trained.networks()), table, () -> {});
    assertThat(again.ndcg()).isEqualTo(trained.figures().get(kind + "_NDCG@10"));
  }

  @Test
  void eventsWithNothingToLearnFromAreRefused() {
    assertThatThrownBy(
            () -> train(NetworkKind.RNN, ToyData.options(1, 1, 0, 0), ToyData.ring(3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing for the rnn to learn from");
  }

  @Test
  void aHistoryHasEachItemOnceByItsLastMeeting() {
    List<Event> events =
        List.of(
            ToyData.event("u", "i1", EventType.CLICK, 1),
            ToyData.event("u", "i2", EventType.CLICK, 2),
            ToyData.event("u", null, EventType.SEARCH, 3),
            ToyData.event("u", "i1", EventType.DISLIKE, 4),
            ToyData.event("u", "i3", EventType.CLICK, 5));

    ItemHistory history = ItemHistory.before(timelines(events, 0).get(0), 4);

    assertThat(history.items()).containsExactly(table.index().get("i2"), table.index().get("i1"));
    assertThat(history.evidence()).containsExactly(1, 0);
  }

  @Test
  void aHistoryGoesTwentyEventsBack() {
    Timeline timeline = timelines(ToyData.ring(1, 30), 0).get(0);

    ItemHistory history = ItemHistory.before(timeline, 25);

    assertThat(history.items())
        .hasSize(20)
        .startsWith(timeline.items()[5])
        .endsWith(timeline.items()[24]);
  }

  private ItemNetworkTrainer.Trained train(
      NetworkKind kind, TrainingOptions options, List<Event> events) {
    return new ItemNetworkTrainer(
            kind,
            options,
            table,
            timelines(events, options.validationShare()),
            listener,
            Checkpoint.NONE)
        .train();
  }

  private List<Timeline> timelines(List<Event> events, double validationShare) {
    return new Timelines(table.index(), Map.of(), validationShare).of(events);
  }
}
