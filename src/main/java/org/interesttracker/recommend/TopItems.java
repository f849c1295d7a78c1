package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.interesttracker.model.ItemIndex;

/** The best of many scores. Equal scores are ordered by item id, so that a list is reproducible. */
final class TopItems {

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::itemId);

  private TopItems() {}

  record Scored(String itemId, double score) {}

  /**
   * The best items of an index that are wanted, best first.
   *
   * @param scores by slot
   * @param wanted asked only for items that are good enough
   */
  static List<Scored> of(ItemIndex index, float[] scores, int limit, Predicate<String> wanted) {
    PriorityQueue<Scored> worstFirst = new PriorityQueue<>(limit + 1, BEST_FIRST.reversed());
    for (int slot = 0; slot < index.size(); slot++) {
      boolean full = worstFirst.size() == limit;
      if (full && scores[slot] < worstFirst.peek().score()) {
        continue;
      }
      Scored next = new Scored(index.id(slot), scores[slot]);
      if ((!full || BEST_FIRST.compare(next, worstFirst.peek()) < 0)
          && wanted.test(next.itemId())) {
        worstFirst.add(next);
        if (full) {
          worstFirst.poll();
        }
      }
    }
    List<Scored> best = new ArrayList<>(worstFirst);
    best.sort(BEST_FIRST);
    return best;
  }

  static Comparator<Scored> bestFirst() {
    return BEST_FIRST;
  }
}
