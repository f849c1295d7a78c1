package org.interesttracker.savepoint;

import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.AbstractRichFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.api.input.operator.StateReaderOperator;
import org.apache.flink.state.api.runtime.SavepointRuntimeContext;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/** Counts the keys that have a value in a state, and reads no value. */
@SuppressWarnings("try")
final class CountKeysOperator
    extends StateReaderOperator<CountKeysOperator.Nothing, String, VoidNamespace, Void> {

  private static final long serialVersionUID = 1L;

  private final List<String> states;
  private final transient ObjLongConsumer<String> out;

  /**
   * @param states to count the keys of
   * @param out receives the name of each and how many keys it has in the part that is read; of a
   *     window's state, keys times windows. Called by several threads
   */
  CountKeysOperator(List<String> states, ObjLongConsumer<String> out) {
    super(new Nothing(), Types.STRING, VoidNamespaceSerializer.INSTANCE);
    this.states = List.copyOf(states);
    this.out = out;
  }

  /** Counts, and leaves nothing to look at. */
  @Override
  public CloseableIterator<Tuple2<String, VoidNamespace>> getKeysAndNamespaces(
      SavepointRuntimeContext context) {
    for (String state : states) {
      try (Stream<?> keys = getKeyedStateBackend().getKeysAndNamespaces(state)) {
        out.accept(state, keys.count());
      }
    }
    return CloseableIterator.empty();
  }

  @Override
  public void processElement(String key, VoidNamespace namespace, Collector<Void> out) {
    throw new IllegalStateException("There is no key to look at");
  }

  /** What Flink wants to have opened. */
  static final class Nothing extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;
  }
}
