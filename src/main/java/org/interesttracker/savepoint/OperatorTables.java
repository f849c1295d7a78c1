package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.interesttracker.savepoint.Database.Rows;

/** What the metadata says; no state is read. */
final class OperatorTables implements TableSource {

  private final Snapshot snapshot;

  OperatorTables(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public Set<String> tables() {
    return Set.of("operators");
  }

  @Override
  public void fill(Database database, String user) throws SQLException {
    try (Rows operators = database.rows("operators")) {
      for (OperatorState operator : snapshot.operators()) {
        operators.add(
            Snapshot.uid(operator),
            operator.getOperatorName().orElse(null),
            operator.getParallelism(),
            operator.getMaxParallelism(),
            operator.getStateSize());
      }
    }
  }
}
