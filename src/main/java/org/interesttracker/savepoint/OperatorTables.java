package org.interesttracker.savepoint;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.VersionedIOReadableWritable;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.interesttracker.savepoint.Database.Rows;

/**
 * What a snapshot says of itself: its metadata, and the names and types of states that lie at the
 * head of one file of each operator. No state is read.
 */
final class OperatorTables implements TableSource {

  static final String SNAPSHOT = "snapshot";
  static final String OPERATORS = "operators";
  static final String STATES = "states";

  private final Snapshot snapshot;

  OperatorTables(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public Set<String> tables() {
    return Set.of(SNAPSHOT, OPERATORS, STATES);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String user) throws Exception {
    if (wanted.contains(SNAPSHOT)) {
      fillSnapshot(database);
    }
    if (wanted.contains(OPERATORS)) {
      fillOperators(database);
    }
    if (wanted.contains(STATES)) {
      fillStates(database);
    }
  }

  private void fillSnapshot(Database database) throws SQLException {
    try (Rows rows = database.rows(SNAPSHOT)) {
      rows.add(
          snapshot.location(),
          snapshot.kind(),
          snapshot.version(),
          snapshot.job(),
          snapshot.checkpointId(),
          snapshot.written(),
          snapshot.operators().size(),
          snapshot.operators().stream().mapToLong(OperatorState::getStateSize).sum());
    }
  }

  private void fillOperators(Database database) throws SQLException {
    try (Rows rows = database.rows(OPERATORS)) {
      for (OperatorState operator : snapshot.operators()) {
        rows.add(
            Snapshot.uid(operator),
            operator.getOperatorName().orElse(null),
            operator.getParallelism(),
            operator.getMaxParallelism(),
            operator.getStateSize());
      }
    }
  }

  private void fillStates(Database database) throws SQLException, IOException {
    try (Rows rows = database.rows(STATES)) {
      for (OperatorState operator : snapshot.operators()) {
        String uid = Snapshot.uid(operator);
        for (StateMetaInfoSnapshot state : keyedStates(operator)) {
          rows.add(
              uid, state.getName(), "keyed", StateTypes.keyedKind(state), StateTypes.type(state));
        }
        OperatorBackendSerializationProxy shared = operatorStates(operator);
        if (shared != null) {
          for (StateMetaInfoSnapshot state : shared.getOperatorStateMetaInfoSnapshots()) {
            rows.add(uid, state.getName(), "operator", "list", StateTypes.type(state));
          }
          for (StateMetaInfoSnapshot state : shared.getBroadcastStateMetaInfoSnapshots()) {
            rows.add(uid, state.getName(), "broadcast", "map", StateTypes.type(state));
          }
        }
      }
    }
  }

  /** Of one subtask, for all have the same. */
  static List<StateMetaInfoSnapshot> keyedStates(OperatorState operator) throws IOException {
    StreamStateHandle head =
        operator.getStates().stream()
            .flatMap(subtask -> subtask.getManagedKeyedState().stream())
            .findFirst()
            .map(OperatorTables::head)
            .orElse(null);
    return head == null
        ? List.of()
        : read(head, new KeyedBackendSerializationProxy<>(loader())).getStateMetaInfoSnapshots();
  }

  private static StreamStateHandle head(KeyedStateHandle handle) {
    if (handle instanceof KeyGroupsStateHandle streamed) {
      return streamed.getDelegateStateHandle();
    }
    return handle instanceof IncrementalRemoteKeyedStateHandle files
        ? files.getMetaDataStateHandle()
        : null;
  }

  private static OperatorBackendSerializationProxy operatorStates(OperatorState operator)
      throws IOException {
    OperatorStateHandle head =
        operator.getStates().stream()
            .flatMap(subtask -> subtask.getManagedOperatorState().stream())
            .findFirst()
            .orElse(null);
    return head == null ? null : read(head, new OperatorBackendSerializationProxy(loader()));
  }

  private static ClassLoader loader() {
    return OperatorTables.class.getClassLoader();
  }

  private static <P extends VersionedIOReadableWritable> P read(StreamStateHandle handle, P proxy)
      throws IOException {
    try (InputStream in = handle.openInputStream()) {
      proxy.read(new DataInputViewStreamWrapper(in));
      return proxy;
    }
  }
}
