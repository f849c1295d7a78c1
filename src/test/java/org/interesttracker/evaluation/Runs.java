package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.Event;
import org.interesttracker.interest.EventWeights;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.InterestUpdater;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.ModelCard;
import org.interesttracker.recommend.ListRules;
import org.interesttracker.recommend.ListSettings;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.SimilaritySettings;

/** Runs over events alone: no texts, no catalog, a sequence model that stays still. */
final class Runs {

  private static final long HOUR = 3_600_000;
  private static final SimilaritySettings SIMILARITY =
      new SimilaritySettings(
          new Channels(CountChannel.defaults()), Evidence.MET, 72 * HOUR, 500, 100, 1);
  private static final InterestSettings INTEREST =
      new InterestSettings(
          new EventWeights(Map.of(), 2.5), 24 * HOUR, 2, 0, 10, 50, 20, 256, 100, SIMILARITY);

  private static final ListSettings RULES = new ListSettings(0, 0, List.of(), List.of(), 0, 0, 0);

  private Runs() {}

  static EvaluationSettings settings(Protocol protocol) {
    return new EvaluationSettings(protocol, List.of(10, 20), false, 0.4, false, false, 1, Map.of());
  }

  /** Runs one model and gives it back with its figures. */
  static Entrant run(Contender contender, List<Event> events, EvaluationSettings settings) {
    Catalog catalog = new Catalog(emptyModel());
    ItemNumbers numbers = new ItemNumbers();
    events.stream()
        .filter(event -> event.itemId() != null)
        .forEach(event -> numbers.number(event.itemId()));
    Entrant entrant =
        new Entrant(
            contender, settings, numbers, catalog, new ChangeWatch(List.of(), catalog, numbers));
    InterestUpdater updater = new InterestUpdater(new StillModel(2), 64);
    EvaluationRun run =
        new EvaluationRun(
            new ArrayList<>(events),
            new Replay(INTEREST, catalog, () -> updater),
            numbers,
            new TextVectors(catalog, numbers),
            List.of(),
            null,
            1_024,
            List.of(entrant),
            settings.repeats(),
            new ListRules(RULES, catalog));
    run.take(new Schedule(events, settings).steps(), steps -> {});
    return entrant;
  }

  private static InterestModel emptyModel() {
    LstmWeights lstm =
        new LstmWeights(
            14, 1, 2, new float[56], new float[4], new float[4], new float[2], new float[2]);
    ModelCard card = new ModelCard("0", "0", Map.of(), Map.of(), Map.of());
    return new InterestModel(card, lstm, Map.of(), Map.of());
  }
}
