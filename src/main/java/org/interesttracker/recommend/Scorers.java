package org.interesttracker.recommend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.interesttracker.model.Catalog;
import org.interesttracker.similarity.SimilarityTable;

/** The models there are, by name. */
public final class Scorers {

  private static final Map<String, Function<Scorers, Scorer>> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put(
        "item-cf",
        s -> new ItemCf("item-cf", s.settings.recencyDecay(), s.similarity, s.catalog.numbers()));
    MODELS.put("lstm", s -> new LstmScorer("lstm", s.catalog.index()));
  }

  private final RecommendSettings settings;
  private final Catalog catalog;
  private final SimilarityTable similarity;

  /** What the models score from; they read it as it changes. */
  public Scorers(RecommendSettings settings, Catalog catalog, SimilarityTable similarity) {
    this.settings = settings;
    this.catalog = catalog;
    this.similarity = similarity;
  }

  /** The names of all models. */
  public static List<String> names() {
    return List.copyOf(MODELS.keySet());
  }

  /**
   * Refuses what is not a list of models.
   *
   * @throws IllegalArgumentException if a name is not that of a model, stands there twice, or there
   *     is none
   */
  public static void check(List<String> names) {
    if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException("recommend.models must name one model or more, each once");
    }
    for (String name : names) {
      if (!MODELS.containsKey(name)) {
        throw new IllegalArgumentException(
            "recommend.models names '%s', which is no model; there are %s"
                .formatted(name, String.join(", ", names())));
      }
    }
  }

  /**
   * One of each.
   *
   * @throws IllegalArgumentException as {@link #check} does
   */
  public List<Scorer> make(List<String> names) {
    check(names);
    return names.stream().map(name -> MODELS.get(name).apply(this)).toList();
  }
}
