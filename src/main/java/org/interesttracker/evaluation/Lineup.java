package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;

/**
 * The models of a run.
 *
 * @param shared what several of them learn from, taught after all models
 * @param contenders in the order of the outputs
 */
record Lineup(List<Learner> shared, List<Contender> contenders) {

  private static final Map<String, Function<Parts, Contender>> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put("random", parts -> new RandomOrder(parts.numbers.size(), parts.seed));
    MODELS.put("popularity", parts -> new Popularity());
    MODELS.put(
        "lstm", parts -> new ScorerContender(new SequenceScorer(parts.catalog, parts.numbers)));
  }

  /** What models are made from. */
  private record Parts(Catalog catalog, ItemNumbers numbers, long seed) {}

  /** All that there are, in the order of the outputs. */
  static List<String> names() {
    return List.copyOf(MODELS.keySet());
  }

  /**
   * Makes the models named.
   *
   * @param catalog complete
   * @param numbers of all items of the run
   */
  static Lineup of(List<String> names, Catalog catalog, ItemNumbers numbers, long seed) {
    Parts parts = new Parts(catalog, numbers, seed);
    List<Contender> contenders = new ArrayList<>();
    MODELS.forEach(
        (name, make) -> {
          if (names.contains(name)) {
            contenders.add(make.apply(parts));
          }
        });
    return new Lineup(List.of(), contenders);
  }
}
