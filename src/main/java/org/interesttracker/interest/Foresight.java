package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.interesttracker.interest.InterestProfile.Foreseen;
import org.interesttracker.interest.InterestProfile.LikelyItem;
import org.interesttracker.interest.InterestProfile.LikelyTopic;
import org.interesttracker.model.Catalog;

/**
 * What an interest vector y expects: the softmax over the catalog of y · v plus the item's bias, by
 * item and added up by topic. It looks at one item after the other and not at an index, which would
 * stay in memory for a question that is seldom asked.
 */
final class Foresight {

  /** How many items and topics are named. */
  static final int NAMED = 5;

  private final Catalog catalog;
  private final List<String> ids = new ArrayList<>();
  private final double[] chances;

  /**
   * @param interest length D
   */
  Foresight(float[] interest, Catalog catalog) {
    this.catalog = catalog;
    for (int item = 0; item < catalog.numbers().size(); item++) {
      if (catalog.vector(catalog.numbers().id(item)) != null) {
        ids.add(catalog.numbers().id(item));
      }
    }
    this.chances = ids.stream().mapToDouble(id -> catalog.score(id, interest)).toArray();
    toChances();
  }

  private void toChances() {
    double max = Arrays.stream(chances).max().orElse(0);
    double sum = Arrays.stream(chances).map(logit -> Math.exp(logit - max)).sum();
    Arrays.setAll(chances, i -> Math.exp(chances[i] - max) / sum);
  }

  Foreseen foreseen(BlockList blocked) {
    return new Foreseen(items(blocked), topics());
  }

  private List<LikelyItem> items(BlockList blocked) {
    List<Integer> best = new ArrayList<>(NAMED + 1);
    for (int i = 0; i < chances.length; i++) {
      boolean isAmongBest = best.size() < NAMED || chances[i] > chances[best.get(best.size() - 1)];
      if (isAmongBest && !blocked.blocks(ids.get(i))) {
        insert(i, best);
      }
    }
    return best.stream().map(this::item).toList();
  }

  private void insert(int i, List<Integer> best) {
    int place = (int) best.stream().takeWhile(better -> chances[better] >= chances[i]).count();
    best.add(place, i);
    if (best.size() > NAMED) {
      best.remove(NAMED);
    }
  }

  private LikelyItem item(int i) {
    return new LikelyItem(ids.get(i), catalog.title(ids.get(i)).orElse(""), chances[i]);
  }

  private List<LikelyTopic> topics() {
    Map<String, Double> byTopic = new HashMap<>();
    IntStream.range(0, chances.length)
        .forEach(i -> topics(i).forEach(t -> byTopic.merge(t, chances[i], Double::sum)));
    return byTopic.entrySet().stream()
        .map(topic -> new LikelyTopic(topic.getKey(), topic.getValue()))
        .sorted(
            Comparator.comparingDouble(LikelyTopic::chance)
                .reversed()
                .thenComparing(LikelyTopic::topic))
        .limit(NAMED)
        .toList();
  }

  private List<String> topics(int i) {
    return catalog.item(ids.get(i)).categories().stream().distinct().toList();
  }
}
