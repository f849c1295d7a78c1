package org.interesttracker.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ListState;

/**
 * A list per user whose elements are sealed, one by one, where values are.
 *
 * @param <T> an element
 */
public final class SealedListState<T> {

  private final ListState<Object> state;
  private final StateSeal<T> seal;
  private final ToLongFunction<T> time;

  /**
   * @param name of the state
   * @param serializer of its elements
   * @param time when what an element tells of happened, event time
   */
  public SealedListState(
      ListState<Object> state,
      String name,
      SealableSerializer<T> serializer,
      Sealer sealer,
      ToLongFunction<T> time) {
    this.state = state;
    this.seal = new StateSeal<>(sealer, name, serializer);
    this.time = time;
  }

  /** Those whose key was not destroyed. */
  public List<T> values(String userId) throws Exception {
    List<T> values = new ArrayList<>();
    for (Object held : state.get()) {
      T value = seal.value(held, userId);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Adds to them; that reads nothing. */
  public void addAll(List<T> values, String userId) throws Exception {
    state.addAll(held(values, userId));
  }

  public void update(List<T> values, String userId) throws Exception {
    state.update(held(values, userId));
  }

  private List<Object> held(List<T> values, String userId) throws IOException {
    List<Object> all = new ArrayList<>(values.size());
    for (T value : values) {
      Object held = seal.held(value, userId, time.applyAsLong(value));
      if (held != null) {
        all.add(held);
      }
    }
    return all;
  }
}
