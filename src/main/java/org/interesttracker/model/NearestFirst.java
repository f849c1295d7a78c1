package org.interesttracker.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Gathers the k best of scored items, each once; equal scores go by item id. */
final class NearestFirst {

  private static final Comparator<Scored> WORST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .thenComparing(Scored::itemId, Comparator.reverseOrder());

  private final int k;
  private final PriorityQueue<Scored> best = new PriorityQueue<>(WORST_FIRST);

  NearestFirst(int k) {
    this.k = k;
  }

  private record Scored(String itemId, float score) {}

  void offer(String itemId, float score) {
    if (best.size() < k) {
      best.add(new Scored(itemId, score));
    } else if (k > 0 && score >= best.peek().score()) {
      best.add(new Scored(itemId, score));
      best.poll();
    }
  }

  /** Best first; afterwards none are held. */
  List<String> drain() {
    List<String> worstFirst = new ArrayList<>(best.size());
    while (!best.isEmpty()) {
      worstFirst.add(best.poll().itemId());
    }
    List<String> bestFirst = new ArrayList<>(worstFirst.size());
    for (int n = worstFirst.size() - 1; n >= 0; n--) {
      bestFirst.add(worstFirst.get(n));
    }
    return bestFirst;
  }
}
