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

  /** How many scores are computed together: enough for large products, no more than 16 MB. */
  private static final int AT_ONCE = 1 << 22;

  private final ItemIndex items;
  private final Function<InterestUpdate, float[]> query;
  private final Map<InterestUpdate, Integer> places = new IdentityHashMap<>();
  private final List<float[]> queries = new ArrayList<>();

  /**
   * Used again by the next: to make it anew is to clear it, which takes as long as the products.
   */
  private float[][] scores = {};

  private int from;
  private int computed;

  /**
   * @param query of an interest, length D; null for none
   */
  PreparedScores(ItemIndex items, Function<InterestUpdate, float[]> query) {
    this.items = items;
    this.query = query;
  }

  void prepare(List<InterestUpdate> next) {
    places.clear();
    queries.clear();
    computed = 0;
    for (InterestUpdate interest : next) {
      float[] own = query.apply(interest);
      if (own != null) {
        places.put(interest, queries.size());
        queries.add(own);
      }
    }
  }

  /** By slot, until another is asked for; null for an interest without a query. */
  float[] of(InterestUpdate interest) {
    Integer place = places.get(interest);
    if (place == null) {
      float[] asked = query.apply(interest);
      return asked == null ? null : items.scores(asked);
    }
    if (place < from || place >= from + computed) {
      compute(place);
    }
    return scores[place - from];
  }

  /** Some queries from one on: as many as there is room for. */
  private void compute(int place) {
    int some = Math.max(1, AT_ONCE / Math.max(1, items.size()));
    from = place - place % some;
    computed = Math.min(queries.size() - from, some);
    if (scores.length < computed || scores[0].length < items.room()) {
      scores = new float[computed][items.room()];
    }
    items.write(queries.subList(from, from + computed), scores);
  }
}
