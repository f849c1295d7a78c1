package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.evaluation.Step.Part;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.recommend.ItemScores;
import org.junit.jupiter.api.Test;

/** Ten events by hand: which are scored, and what is learned when. */
class ProtocolTest {

  private static final List<Event> EVENTS =
      List.of(
          event(1, "a", "i1", EventType.CLICK),
          event(2, "b", "i1", EventType.CLICK),
          event(3, "a", "i2", EventType.CLICK),
          event(4, "a", "i1", EventType.CLICK),
          event(5, "b", null, EventType.SEARCH),
          event(6, "b", "i3", EventType.SKIP),
          event(7, "b", "i2", EventType.LIKE),
          event(8, "a", "i3", EventType.RATING),
          event(9, "c", "i4", EventType.CLICK),
          event(10, "c", "i1", EventType.CLICK));

  /** Left out: first events, a repeat (4), an event without an item (5), what is skipped (6). */
  @Test
  void prequentialScoresThenLearns() {
    assertThat(log(Runs.settings(Protocol.PREQUENTIAL)))
        .isEqualTo("+1 +2 ?3 +3 +4 +5 +6 ?7 +7 ?8 +8 +9 ?10 +10");
  }

  @Test
  void withRepeatsAnItemMetBeforeIsATarget() {
    assertThat(log(repeats())).isEqualTo("+1 +2 ?3 +3 ?4 +4 +5 +6 ?7 +7 ?8 +8 +9 ?10 +10");
  }

  /** Tests: 7 of b, 8 of a, 10 of c. Validation: 3 of a. */
  @Test
  void leaveLastOutLearnsAllElseBefore() {
    assertThat(log(Runs.settings(Protocol.LEAVE_LAST_OUT)))
        .isEqualTo("+1 +2 +5 +6 +9 ?3 +3 +4 ?7 ?8 ?10");
  }

  @Test
  void leaveLastOutTellsValidationApart() {
    Entrant entrant = Runs.run(new Popularity(), EVENTS, Runs.settings(Protocol.LEAVE_LAST_OUT));
    assertThat(entrant.figures(Part.VALIDATION).targets()).isEqualTo(1);
    assertThat(entrant.figures(Part.TEST).targets()).isEqualTo(3);
  }

  /** The span of nine minutes is cut at 6.4. */
  @Test
  void timeSplitFreezesOrLearnsOn() {
    assertThat(log(Runs.settings(Protocol.TIME_SPLIT))).isEqualTo("+1 +2 +3 +4 +5 +6 ?7 ?8 ?10");
    var learnOn =
        new EvaluationSettings(
            Protocol.TIME_SPLIT, List.of(10), false, 0.4, true, false, 1, Map.of());
    assertThat(log(learnOn)).isEqualTo("+1 +2 +3 +4 +5 +6 ?7 +7 ?8 +8 +9 ?10 +10");
  }

  /**
   * Counts before 3: i1 2, so i2 is a miss. Before 7: i1 3, i2 1, b has met i1: rank 1. Before 8:
   * i3 has none, for a skip is no meeting: miss. Before 10: i1 3, i2 2, i3 1, i4 1: rank 1.
   */
  @Test
  void popularityByHand() {
    ModelFigures figures =
        Runs.run(new Popularity(), EVENTS, Runs.settings(Protocol.PREQUENTIAL)).figures(Part.TEST);
    assertThat(figures.targets()).isEqualTo(4);
    assertThat(figures.hitRate(10)).isEqualTo(0.5);
    assertThat(figures.ndcg(10)).isEqualTo(0.5);
    assertThat(figures.scored()).isEqualTo(0.5);
    assertThat(figures.cold().targets()).isEqualTo(1);
    assertThat(figures.cold().chance()).isEqualTo(1);
    assertThat(figures.hitTargets().stream()).containsExactly(1, 3);
  }

  /** As before, and 4 has rank 1; i1 stays above i2 at 7: rank 2. */
  @Test
  void popularityByHandWithRepeats() {
    ModelFigures figures = Runs.run(new Popularity(), EVENTS, repeats()).figures(Part.TEST);
    assertThat(figures.targets()).isEqualTo(5);
    assertThat(figures.hitRate(10)).isEqualTo(0.6);
    assertThat(figures.ndcg(10)).isCloseTo((1 + 0.63093 + 1) / 5, within(1e-5));
    assertThat(figures.reciprocalRank(10)).isCloseTo((1 + 0.5 + 1) / 5, within(1e-12));
  }

  @Test
  void aModelThatTellsNothingApartIsSeenByItsTies() {
    Recorder constant = new Recorder();
    ModelFigures figures =
        Runs.run(constant, EVENTS, Runs.settings(Protocol.PREQUENTIAL)).figures(Part.TEST);
    assertThat(figures.hitRate(10)).isEqualTo(1);
    assertThat(figures.tied()).isEqualTo(1);
  }

  @Test
  void theInterestScoredByIsThatBeforeTheEvent() {
    Recorder recorder = new Recorder();
    Runs.run(recorder, EVENTS, Runs.settings(Protocol.PREQUENTIAL));
    assertThat(recorder.recentItems.get(0)).containsExactly("i1");
    assertThat(recorder.recentItems.get(2)).containsExactlyInAnyOrder("i2", "i1");
  }

  /** More events than are replayed together: the result is that of one at a time. */
  @Test
  void deltasBelongToTheirEvent() {
    Recorder recorder = new Recorder();
    Runs.run(recorder, EVENTS, Runs.settings(Protocol.PREQUENTIAL));
    assertThat(recorder.deltaItems.get(0)).containsExactly("i1");
    assertThat(recorder.deltaItems.get(2)).containsExactlyInAnyOrder("i1", "i2");
    assertThat(recorder.deltaItems.get(4)).isEmpty();
    assertThat(recorder.deltaItems.get(5)).isEmpty();
  }

  private static String log(EvaluationSettings settings) {
    Recorder recorder = new Recorder();
    Runs.run(recorder, EVENTS, settings);
    return String.join(" ", recorder.log);
  }

  private static EvaluationSettings repeats() {
    return new EvaluationSettings(
        Protocol.PREQUENTIAL, List.of(10), true, 0.4, false, false, 1, Map.of());
  }

  private static Event event(int n, String user, String item, EventType type) {
    Double value = type == EventType.RATING ? 0.5 : null;
    return new Event(
        String.valueOf(n), user, item, type, null, value, n * 60_000L, null, null, null, null);
  }

  /** Gives every item the same score and writes down what it is asked and taught. */
  private static final class Recorder implements Contender {
    private final List<String> log = new ArrayList<>();
    private final List<List<String>> recentItems = new ArrayList<>();
    private final List<List<String>> deltaItems = new ArrayList<>();

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public ItemScores score(Turn turn) {
      log.add("?" + turn.event().eventId());
      recentItems.add(turn.before().recentItems().stream().map(ItemWeight::itemId).toList());
      ItemScores same = new ItemScores();
      for (int item = 0; item < 4; item++) {
        same.add(item, 1);
      }
      return same;
    }

    @Override
    public void learn(Turn turn) {
      log.add("+" + turn.event().eventId());
      deltaItems.add(turn.deltas().stream().map(delta -> delta.itemId()).toList());
    }
  }
}
