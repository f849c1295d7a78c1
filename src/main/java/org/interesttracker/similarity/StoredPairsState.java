package org.interesttracker.similarity;

import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** The pairs of the current key in keyed state. */
final class StoredPairsState implements PairStore {

  private final MapState<String, PairCounts> state;

  StoredPairsState(MapState<String, PairCounts> state) {
    this.state = state;
  }

  @Override
  public PairCounts get(String other) {
    return access(() -> state.get(other));
  }

  @Override
  public void put(String other, PairCounts counts) {
    access(
        () -> {
          state.put(other, counts);
          return null;
        });
  }

  @Override
  public void remove(String other) {
    access(
        () -> {
          state.remove(other);
          return null;
        });
  }

  @Override
  public void clear() {
    state.clear();
  }

  @Override
  public Iterable<Map.Entry<String, PairCounts>> entries() {
    return access(state::entries);
  }

  private static <T> T access(Access<T> access) {
    try {
      return access.run();
    } catch (Exception e) {
      throw new IllegalStateException("The pairs of an item cannot be reached in state", e);
    }
  }

  private interface Access<T> {
    T run() throws Exception;
  }
}
