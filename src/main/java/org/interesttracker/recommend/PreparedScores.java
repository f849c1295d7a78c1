package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemIndex;

/** The products of queries with all items, several computed together where it is known which. */
final class PreparedScores {

  private final ItemIndex items;
  private final Function<InterestUpdate, float[]> query;
  private final Map<InterestUpdate, float[]> prepared = new IdentityHashMap<>();

  /**
   * @param query of an interest, length D; null for none
   */
  PreparedScores(ItemIndex items, Function<InterestUpdate, float[]> query) {
    this.items = items;
    this.query = query;
  }

  void prepare(List<InterestUpdate> next) {
    prepared.clear();
    List<InterestUpdate> asked = new ArrayList<>();
    List<float[]> queries = new ArrayList<>();
    for (InterestUpdate interest : next) {
      float[] own = query.apply(interest);
      if (own != null) {
        asked.add(interest);
        queries.add(own);
      }
    }
    float[][] scores = items.scores(queries);
    for (int i = 0; i < scores.length; i++) {
      prepared.put(asked.get(i), scores[i]);
    }
  }

  /** By slot; null for an interest without a query. */
  float[] of(InterestUpdate interest) {
    float[] known = prepared.get(interest);
    if (known != null) {
      return known;
    }
    float[] asked = query.apply(interest);
    return asked == null ? null : items.scores(asked);
  }
}
