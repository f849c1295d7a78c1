package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.OperatorIds;

/**
 * What is taken out of a savepoint: whole operators by their uid, or one of the states that an
 * operator holds for all its keys, as {@code operator/state}. What an operator does not find it
 * begins anew.
 */
final class Migration {

  /** Those that hold items, and the model that was activated last. */
  private static final List<String> HOLD_ITEMS =
      List.of(OperatorIds.TRACK_INTEREST, OperatorIds.RECOMMEND, OperatorIds.TEACH_MODEL);

  /** Between the catalog and those: where it was read to its end, all of them have ended. */
  private static final List<String> READ_CATALOG =
      List.of(
          OperatorIds.READ_CATALOG + OperatorIds.FROM_FILE,
          OperatorIds.READ_CATALOG + OperatorIds.FROM_TOPIC,
          OperatorIds.PARSE_CATALOG,
          OperatorIds.EMBED_ITEMS,
          OperatorIds.ITEM_NEWS,
          OperatorIds.CATALOG_READ);

  private final Set<String> operators = new TreeSet<>();
  private final Map<String, Set<String>> states = new HashMap<>();
  private final Set<String> found = new TreeSet<>();

  private Migration() {}

  /**
   * @param forget operators, and states as {@code operator/state}
   */
  static Migration forgetting(Collection<String> forget) {
    Migration migration = new Migration();
    for (String name : forget) {
      int slash = name.indexOf('/');
      if (slash < 0) {
        migration.operators.add(name);
      } else {
        migration.forget(name.substring(0, slash), name.substring(slash + 1));
      }
    }
    return migration;
  }

  /**
   * Also where the catalog was read, and the items that came of it, so that it is read from its
   * beginning and every text gets its place anew; and the model that was activated, so that {@code
   * model.path} holds.
   */
  Migration readingTheCatalogAgain() {
    operators.addAll(READ_CATALOG);
    for (String operator : HOLD_ITEMS) {
      forget(operator, SharedState.ITEMS.getName());
      forget(operator, SharedState.ACTIVATION.getName());
    }
    return this;
  }

  private void forget(String operator, String state) {
    states.computeIfAbsent(operator, none -> new TreeSet<>()).add(state);
  }

  /**
   * What is left.
   *
   * @param asked what must be there, as it was asked for
   * @throws UsageException naming what the savepoint does not have, with what it has
   */
  CheckpointMetadata of(CheckpointMetadata metadata, Collection<String> asked) {
    List<OperatorState> left = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      String uid = Snapshot.uid(operator);
      if (operators.contains(uid)) {
        found.add(uid);
      } else {
        left.add(states.containsKey(uid) ? without(operator, uid) : operator);
      }
    }
    for (String name : asked) {
      if (!found.contains(name)) {
        throw new UsageException(
            "The savepoint has no %s that could be forgotten; its operators are %s"
                .formatted(
                    name,
                    metadata.getOperatorStates().stream()
                        .map(Snapshot::uid)
                        .sorted()
                        .collect(Collectors.joining(", "))));
      }
    }
    return new CheckpointMetadata(
        metadata.getCheckpointId(),
        left,
        metadata.getMasterStates(),
        metadata.getCheckpointProperties());
  }

  /** What was taken out, sorted. */
  Set<String> found() {
    return found;
  }

  private OperatorState without(OperatorState operator, String uid) {
    OperatorState left = OperatorStates.emptied(operator);
    left.setCoordinatorState(operator.getCoordinatorState());
    operator
        .getSubtaskStates()
        .forEach((subtask, state) -> left.putState(subtask, without(state, uid)));
    return left;
  }

  private OperatorSubtaskState without(OperatorSubtaskState subtask, String uid) {
    return subtask.toBuilder()
        .setManagedOperatorState(
            new StateObjectCollection<>(
                subtask.getManagedOperatorState().stream()
                    .map(handle -> without(handle, uid))
                    .toList()))
        .build();
  }

  /** The bytes stay in their file, where nothing points to them. */
  private OperatorStateHandle without(OperatorStateHandle handle, String uid) {
    Map<String, StateMetaInfo> left = new HashMap<>(handle.getStateNameToPartitionOffsets());
    for (String state : states.get(uid)) {
      if (left.remove(state) != null) {
        found.add(uid + "/" + state);
      }
    }
    return new OperatorStreamStateHandle(left, handle.getDelegateStateHandle());
  }
}
