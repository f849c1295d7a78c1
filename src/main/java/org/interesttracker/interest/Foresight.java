package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestProfile.Foreseen;
import org.interesttracker.interest.InterestProfile.LikelyItem;
import org.interesttracker.interest.InterestProfile.LikelyTopic;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemIndex;

/**
 * What an interest vector y expects: the softmax over the catalog of y · v plus the item's bias, by
 * item and added up by topic.
 */
final class Foresight {

  /** How many items and topics are named. */
  static final int NAMED = 5;

  private final Catalog catalog;
  private final ItemIndex index;
  private final double[] chances;

  /**
   * @param interest length D
   */
  Foresight(float[] interest, Catalog catalog) {
    this.catalog = catalog;
    this.index = catalog.index();
    this.chances = chances(index.scores(interest), index.size());
  }

  private static double[] chances(float[] logits, int size) {
    double max = Double.NEGATIVE_INFINITY;
    for (int slot = 0; slot < size; slot++) {
      max = Math.max(max, logits[slot]);
    }
    double[] chances = new double[size];
    double sum = 0;
    for (int slot = 0; slot < size; slot++) {
      chances[slot] = Math.exp(logits[slot] - max);
      sum += chances[slot];
    }
    for (int slot = 0; slot < size; slot++) {
      chances[slot] /= sum;
    }
    return chances;
  }

  Foreseen foreseen(BlockList blocked) {
    return new Foreseen(items(blocked), topics());
  }

  private List<LikelyItem> items(BlockList blocked) {
    List<Integer> best = new ArrayList<>(NAMED + 1);
    for (int slot = 0; slot < chances.length; slot++) {
      boolean isAmongBest =
          best.size() < NAMED || chances[slot] > chances[best.get(best.size() - 1)];
      if (isAmongBest && !blocked.blocks(index.id(slot))) {
        insert(slot, best);
      }
    }
    return best.stream().map(this::item).toList();
  }

  private void insert(int slot, List<Integer> best) {
    int place = (int) best.stream().takeWhile(better -> chances[better] >= chances[slot]).count();
    best.add(place, slot);
    if (best.size() > NAMED) {
      best.remove(NAMED);
    }
  }

  private LikelyItem item(int slot) {
    return new LikelyItem(index.id(slot), catalog.title(index.id(slot)).orElse(""), chances[slot]);
  }

  private List<LikelyTopic> topics() {
    Map<String, Double> byTopic = new HashMap<>();
    IntStream.range(0, chances.length)
        .forEach(slot -> topics(slot).forEach(t -> byTopic.merge(t, chances[slot], Double::sum)));
    return byTopic.entrySet().stream()
        .map(topic -> new LikelyTopic(topic.getKey(), topic.getValue()))
        .sorted(
            Comparator.comparingDouble(LikelyTopic::chance)
                .reversed()
                .thenComparing(LikelyTopic::topic))
        .limit(NAMED)
        .toList();
  }

  /** None for an item that a model places but the catalog does not know. */
  private List<String> topics(int slot) {
    CatalogItem item = catalog.item(index.id(slot));
    return item == null ? List.of() : item.categories().stream().distinct().toList();
  }
}
