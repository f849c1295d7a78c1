package org.interesttracker.savepoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfoImpl;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.functions.util.RuntimeUDFContext;
import org.apache.flink.api.common.io.RichInputFormat;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.io.InputSplit;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.state.api.input.BroadcastStateInputFormat;
import org.apache.flink.state.api.input.KeyedStateInputFormat;
import org.apache.flink.state.api.input.ListStateInputFormat;
import org.apache.flink.state.api.input.UnionStateInputFormat;
import org.apache.flink.state.api.input.operator.KeyedStateReaderOperator;
import org.apache.flink.state.api.input.operator.StateReaderOperator;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.util.function.ThrowingConsumer;
import org.interesttracker.cli.Console;

/**
 * Reads state by the input formats of Flink's State Processor API, on threads of this process
 * instead of the tasks of a cluster: nothing is started, and what is read is handed over as it is.
 *
 * <p>An operator's keyed state is restored in parts by key groups, so that memory holds some parts
 * at a time, and of one key only the key group that it is in.
 */
final class SnapshotReader {

  /** What a part may have in the snapshot where it is restored to the heap. */
  private static final long PART_BYTES = 16L << 20;

  /** Below this many bytes nobody waits long enough to look at a bar. */
  private static final long SHOWN_BYTES = 24L << 20;

  private final Snapshot snapshot;
  private final Configuration config;
  private final ExecutionConfig execution;

  SnapshotReader(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    this.execution = new ExecutionConfig(config);
  }

  /**
   * Hands over what functions make of each key of an operator.
   *
   * @param functions makes one for each part
   * @param key to read the key group of; null for all
   */
  <T> void keyed(
      String uid,
      Supplier<? extends KeyedStateReaderFunction<String, T>> functions,
      String key,
      ThrowingConsumer<T, Exception> out)
      throws Exception {
    keyed(uid, () -> new KeyedStateReaderOperator<>(functions.get(), Types.STRING), key, out);
  }

  /** The same by an operator that decides itself which keys it looks at. */
  <N, T> void keyed(
      String uid, ReaderOperators<N, T> operators, String key, ThrowingConsumer<T, Exception> out)
      throws Exception {
    OperatorState operator = snapshot.operator(uid);
    if (operator == null || handles(operator).isEmpty()) {
      return;
    }
    int parts = key == null ? parts(operator) : operator.getMaxParallelism();
    int[] wanted =
        key == null
            ? IntStream.range(0, parts).toArray()
            : new int[] {
              KeyGroupRangeAssignment.assignToKeyGroup(key, operator.getMaxParallelism())
            };
    try (ProgressBar progress = progress(operator, wanted.length)) {
      new Parts<T>()
          .read(
              wanted,
              (part, records) -> {
                var format =
                    new KeyedStateInputFormat<>(
                        operator, backend(operator), config, operators.make(), execution);
                try (LinkedFiles files = new LinkedFiles()) {
                  var split = files.of(format.createInputSplits(parts)[part]);
                  read(format, split, part, parts, operator, records);
                }
              },
              out,
              () -> {
                if (progress != null) {
                  progress.step();
                }
              });
    }
  }

  /** Makes what reads one part. */
  interface ReaderOperators<N, T> {
    StateReaderOperator<?, String, N, T> make();
  }

  private static ProgressBar progress(OperatorState operator, int parts) {
    return parts > 1 && operator.getStateSize() > SHOWN_BYTES
        ? Console.progress("reading " + Snapshot.uid(operator), parts)
        : null;
  }

  private <T, S extends InputSplit> void read(
      RichInputFormat<T, S> format,
      S split,
      int part,
      int parts,
      OperatorState operator,
      ThrowingConsumer<T, Exception> out)
      throws Exception {
    format.setRuntimeContext(context(part, parts, operator));
    format.openInputFormat();
    try {
      format.open(split);
      while (!format.reachedEnd()) {
        T record = format.nextRecord(null);
        if (record != null) {
          out.accept(record);
        }
      }
    } finally {
      format.close();
      format.closeInputFormat();
    }
  }

  private RuntimeUDFContext context(int part, int parts, OperatorState operator) {
    return new RuntimeUDFContext(
        new JobInfoImpl(new JobID(), "inspect"),
        new TaskInfoImpl(Snapshot.uid(operator), operator.getMaxParallelism(), part, parts, 0),
        getClass().getClassLoader(),
        execution,
        Map.of(),
        new HashMap<>(),
        UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());
  }

  /**
   * Files of RocksDB are opened, and copied if they are not on this machine, whole for each part
   * that needs some of their keys, so they are read in the parts that wrote them; what is streamed
   * can be cut anywhere.
   */
  private static int parts(OperatorState operator) {
    if (isRocksDb(operator)) {
      return operator.getParallelism();
    }
    long bytes = handles(operator).stream().mapToLong(KeyedStateHandle::getStateSize).sum();
    return (int) Math.max(1, Math.min(operator.getMaxParallelism(), bytes / PART_BYTES));
  }

  /** What is in canonical form any state backend restores, and the heap does so fastest. */
  private static StateBackend backend(OperatorState operator) {
    return isRocksDb(operator) ? new EmbeddedRocksDBStateBackend(true) : new HashMapStateBackend();
  }

  private static boolean isRocksDb(OperatorState operator) {
    return handles(operator).stream().anyMatch(IncrementalKeyedStateHandle.class::isInstance);
  }

  private static List<KeyedStateHandle> handles(OperatorState operator) {
    return operator.getStates().stream()
        .flatMap(subtask -> subtask.getManagedKeyedState().stream())
        .toList();
  }

  /** Hands over the values that all subtasks of an operator hold alike. */
  <V> void broadcast(
      String uid, MapStateDescriptor<String, V> descriptor, ThrowingConsumer<V, Exception> out)
      throws Exception {
    OperatorState operator = snapshot.operator(uid);
    if (operator != null) {
      var format =
          new BroadcastStateInputFormat<>(
              operator, config, new HashMapStateBackend(), descriptor, execution);
      read(
          format,
          format.createInputSplits(1)[0],
          0,
          1,
          operator,
          (Tuple2<String, V> entry) -> out.accept(entry.f1));
    }
  }

  /** Hands over what the subtasks of an operator hold between them. */
  <V> void list(String uid, ListStateDescriptor<V> descriptor, ThrowingConsumer<V, Exception> out)
      throws Exception {
    OperatorState operator = snapshot.operator(uid);
    if (operator != null) {
      var format =
          new ListStateInputFormat<>(
              operator, config, new HashMapStateBackend(), descriptor, execution);
      read(format, format.createInputSplits(1)[0], 0, 1, operator, out);
    }
  }

  /** Hands over what each subtask of an operator holds. */
  <V> void union(String uid, ListStateDescriptor<V> descriptor, ThrowingConsumer<V, Exception> out)
      throws Exception {
    OperatorState operator = snapshot.operator(uid);
    if (operator != null) {
      var format =
          new UnionStateInputFormat<>(
              operator, config, new HashMapStateBackend(), descriptor, execution);
      read(format, format.createInputSplits(1)[0], 0, 1, operator, out);
    }
  }
}
