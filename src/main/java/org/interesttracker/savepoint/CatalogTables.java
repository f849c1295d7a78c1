package org.interesttracker.savepoint;

import java.time.Instant;
import java.util.Set;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.savepoint.Database.Rows;

/** The catalog, as the recommender holds it. */
final class CatalogTables implements TableSource {

  private final SnapshotReader reader;

  CatalogTables(SnapshotReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of("items");
  }

  @Override
  public void fill(Database database, Set<String> wanted, String user) throws Exception {
    try (Rows items = database.rows("items")) {
      reader.broadcast(
          OperatorIds.RECOMMEND,
          SharedState.ITEMS,
          item ->
              items.add(
                  item.itemId(),
                  item.title(),
                  item.categories(),
                  item.language(),
                  item.timestamp() == 0 ? null : Instant.ofEpochMilli(item.timestamp()),
                  item.vector()));
    }
  }
}
