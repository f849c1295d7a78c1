package org.interesttracker.seal;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;

/**
 * A value per user, sealed where values are.
 *
 * @param <T> the value
 */
public final class SealedValueState<T> {

  private final ValueState<Object> state;
  private final StateSeal<T> seal;

  /**
   * @param name of the state
   * @param serializer that the state has
   */
  public SealedValueState(
      ValueState<Object> state, String name, SealableSerializer<T> serializer, Sealer sealer) {
    this.state = state;
    this.seal = new StateSeal<>(sealer, name, serializer);
  }

  /** Null if there is none, or its key was destroyed. */
  public T value(String userId) throws IOException {
    return seal.value(state.value(), userId);
  }

  /**
   * @param time the latest that the value tells of, event time
   */
  public void update(T value, String userId, long time) throws IOException {
    Object held = value == null ? null : seal.held(value, userId, time);
    if (held == null) {
      state.clear();
    } else {
      state.update(held);
    }
  }

  public void clear() {
    state.clear();
  }
}
