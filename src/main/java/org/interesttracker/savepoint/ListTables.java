package org.interesttracker.savepoint;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.savepoint.Database.Rows;

/** What users met and were recommended last, from the operator that recommends. */
final class ListTables implements TableSource {

  private final SnapshotReader reader;

  ListTables(SnapshotReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of("met", "lists");
  }

  @Override
  public void fill(Database database, String only) throws Exception {
    try (Rows met = database.rows("met");
        Rows lists = database.rows("lists")) {
      reader.keyed(
          OperatorIds.RECOMMEND,
          new ReadListsFunction(only),
          SavedLists.class,
          user -> {
            for (Map.Entry<String, Long> item : user.met().entrySet()) {
              met.add(user.userId(), item.getKey(), Instant.ofEpochMilli(item.getValue()));
            }
            for (int place = 0; place < user.list().size(); place++) {
              lists.add(user.userId(), place + 1, user.list().get(place));
            }
          });
    }
  }
}
