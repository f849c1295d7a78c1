package org.interesttracker.savepoint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.interesttracker.savepoint.Database.Rows;

/** How many keys each keyed state has, which takes a look at all of them. */
final class KeyTables implements TableSource {

  static final String STATE_KEYS = "state_keys";

  private final Snapshot snapshot;
  private final SnapshotReader reader;

  KeyTables(Snapshot snapshot, SnapshotReader reader) {
    this.snapshot = snapshot;
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of(STATE_KEYS);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String user) throws Exception {
    try (Rows rows = database.rows(STATE_KEYS)) {
      for (OperatorState operator : snapshot.operators()) {
        for (Map.Entry<String, Long> state : count(operator).entrySet()) {
          rows.add(Snapshot.uid(operator), state.getKey(), state.getValue());
        }
      }
    }
  }

  private Map<String, Long> count(OperatorState operator) throws Exception {
    List<String> states =
        OperatorTables.keyedStates(operator).stream()
            .filter(state -> state.getBackendStateType() == BackendStateType.KEY_VALUE)
            .map(StateMetaInfoSnapshot::getName)
            .toList();
    Map<String, Long> counts = new ConcurrentSkipListMap<>();
    if (!states.isEmpty()) {
      reader.keyed(
          Snapshot.uid(operator),
          () ->
              new CountKeysOperator(states, (state, keys) -> counts.merge(state, keys, Long::sum)),
          null,
          nothing -> {});
    }
    return counts;
  }
}
