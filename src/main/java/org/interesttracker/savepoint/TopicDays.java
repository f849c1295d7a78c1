package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.savepoint.Database.Rows;

/** Sums recent events up by topic and day, so that those of a million users need no table. */
final class TopicDays {

  private final Map<String, CatalogItem> items;
  private final Map<Key, double[]> sums = new HashMap<>();

  private record Key(String topic, Instant day) {}

  /**
   * @param items by id; events on others have no topic here
   */
  TopicDays(Map<String, CatalogItem> items) {
    this.items = items;
  }

  void add(TailEvent event) {
    CatalogItem item = items.get(event.itemId());
    if (item == null) {
      return;
    }
    Instant day = Instant.ofEpochMilli(event.timestamp()).truncatedTo(ChronoUnit.DAYS);
    for (String topic : item.categories()) {
      double[] sum = sums.computeIfAbsent(new Key(topic, day), key -> new double[2]);
      sum[0]++;
      sum[1] += event.weight();
    }
  }

  void fill(Rows rows) throws SQLException {
    for (Map.Entry<Key, double[]> sum : sums.entrySet()) {
      rows.add(sum.getKey().topic, sum.getKey().day, (long) sum.getValue()[0], sum.getValue()[1]);
    }
  }
}
