package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.model.Catalog;
import org.interesttracker.recommend.Blend;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.RecommendSettings;
import org.interesttracker.recommend.Recommender;
import org.interesttracker.recommend.Scorer;
import org.interesttracker.recommend.Scorers;
import org.interesttracker.recommend.UserCf;
import org.interesttracker.similarity.LocalSimilarity;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.text.TermIndex;

/**
 * The models of a run.
 *
 * @param shared what several of them learn from, taught after all models
 * @param contenders in the order of the outputs
 */
record Lineup(List<Learner> shared, List<Contender> contenders) {

  private static final String RANDOM = "random";

  /** All that there are, in the order of the outputs. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(RANDOM));
    names.addAll(Scorers.names());
    names.add(LastLists.BLEND);
    return names;
  }

  /** Those that are evaluated unless others are named: what the job runs, and chance. */
  static List<String> defaults(RecommendSettings settings) {
    List<String> names = new ArrayList<>(List.of(RANDOM));
    names.addAll(settings.models());
    names.add(LastLists.BLEND);
    return names;
  }

  /**
   * Makes the models named. A blend blends the models of the settings.
   *
   * @param catalog complete
   */
  static Lineup of(
      List<String> names,
      Catalog catalog,
      RecommendSettings settings,
      SimilaritySettings similarity,
      EvaluationSettings evaluation) {
    SimilarityTable table = new SimilarityTable(similarity.channels(), catalog.numbers());
    UserPool users = new UserPool(settings.userPoolSize(), catalog.numbers());
    List<String> scored = new ArrayList<>(names);
    if (names.contains(LastLists.BLEND)) {
      settings.models().stream().filter(model -> !scored.contains(model)).forEach(scored::add);
    }
    scored.removeAll(List.of(RANDOM, LastLists.BLEND));
    List<Scorer> scorers =
        new Scorers(settings, catalog, table, terms(catalog), users).make(scored);
    List<Contender> contenders = new ArrayList<>();
    if (names.contains(RANDOM)) {
      contenders.add(new RandomOrder(catalog.numbers().size(), evaluation.seed()));
    }
    BlendContender blend =
        names.contains(LastLists.BLEND)
            ? blend(settings, catalog, table, scorers, Entrant.listLength(evaluation))
            : null;
    for (Scorer scorer : scorers) {
      Contender model = blend == null ? null : blend.model(scorer);
      if (names.contains(scorer.name())) {
        contenders.add(model == null ? new ScorerContender(scorer) : model);
      }
    }
    if (blend != null) {
      contenders.add(blend);
    }
    return new Lineup(List.of(counts(similarity, table), users(users, settings)), contenders);
  }

  private static TermIndex terms(Catalog catalog) {
    TermIndex terms = new TermIndex(catalog.numbers());
    for (int item = 0; item < catalog.numbers().size(); item++) {
      if (catalog.item(catalog.numbers().id(item)) != null) {
        terms.put(catalog.item(catalog.numbers().id(item)));
      }
    }
    return terms;
  }

  private static BlendContender blend(
      RecommendSettings settings,
      Catalog catalog,
      SimilarityTable table,
      List<Scorer> scorers,
      int listLength) {
    Blend blend = new Blend(settings.models(), settings.blend());
    List<Scorer> blended =
        settings.models().stream()
            .map(name -> scorers.stream().filter(s -> s.name().equals(name)).findFirst().get())
            .toList();
    Recommender recommender = new Recommender(settings, catalog, table, blended, blend);
    return new BlendContender(
        blended, recommender, blend, catalog.numbers(), settings.topK(), listLength);
  }

  private static Learner counts(SimilaritySettings settings, SimilarityTable table) {
    LocalSimilarity counts = new LocalSimilarity(settings);
    return turn -> {
      turn.deltas().forEach(counts::add);
      counts.drain(table::put);
    };
  }

  private static Learner users(UserPool users, RecommendSettings settings) {
    return turn -> {
      if (turn.after() != null) {
        users.learn(UserCf.itemsOf(turn.after(), settings.userSimilarity()));
      }
    };
  }
}
