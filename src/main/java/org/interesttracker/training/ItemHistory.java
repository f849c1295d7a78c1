package org.interesttracker.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.interest.ItemNetwork;
import org.interesttracker.similarity.Evidence;

/**
 * The items of the last events before an event, each once, by when it was last met, as they are
 * served.
 *
 * @param items rows of the {@link ItemTable}, oldest first
 * @param evidence one an item
 */
record ItemHistory(int[] items, double[] evidence) {

  static ItemHistory before(Timeline timeline, int event) {
    Map<Integer, Double> latestFirst = new LinkedHashMap<>();
    for (int e = event - 1; e >= Math.max(0, event - ItemNetwork.MAX_ITEMS); e--) {
      if (timeline.items()[e] != Timeline.NONE) {
        latestFirst.putIfAbsent(
            timeline.items()[e],
            Evidence.MET.of(timeline.types()[e], timeline.types()[e].defaultWeight()));
      }
    }
    return of(latestFirst);
  }

  private static ItemHistory of(Map<Integer, Double> latestFirst) {
    int place = latestFirst.size();
    ItemHistory history = new ItemHistory(new int[place], new double[place]);
    for (Map.Entry<Integer, Double> item : latestFirst.entrySet()) {
      place--;
      history.items[place] = item.getKey();
      history.evidence[place] = item.getValue();
    }
    return history;
  }

  int length() {
    return items.length;
  }

  /**
   * Writes the network's inputs, row after row.
   *
   * @param scratch D values, overwritten
   */
  void writeInputs(ItemTable table, float[] scratch, float[] rows) {
    for (int t = 0; t < items.length; t++) {
      table.copyVector(items[t], scratch, 0);
      ItemInput.write(
          rows, t * ItemInput.size(scratch.length), scratch.length, scratch, evidence[t]);
    }
  }
}
