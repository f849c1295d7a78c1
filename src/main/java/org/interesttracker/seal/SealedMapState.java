package org.interesttracker.seal;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/**
 * A map per user whose values are sealed where values are; its keys are not.
 *
 * @param <K> a key
 * @param <V> a value
 */
public final class SealedMapState<K, V> {

  private final MapState<K, Object> state;
  private final StateSeal<V> seal;

  /**
   * @param name of the state
   * @param serializer of its values
   */
  public SealedMapState(
      MapState<K, Object> state, String name, SealableSerializer<V> serializer, Sealer sealer) {
    this.state = state;
    this.seal = new StateSeal<>(sealer, name, serializer);
  }

  /** Null if there is none, or its key was destroyed. */
  public V get(K key, String userId) throws Exception {
    return seal.value(state.get(key), userId);
  }

  /**
   * @param time when what the value tells of happened, event time
   */
  public void put(K key, V value, String userId, long time) throws Exception {
    Object held = seal.held(value, userId, time);
    if (held == null) {
      state.remove(key);
    } else {
      state.put(key, held);
    }
  }

  public boolean contains(K key) throws Exception {
    return state.contains(key);
  }

  public void remove(K key) throws Exception {
    state.remove(key);
  }

  /**
   * Removes a value, one whose key was destroyed as well.
   *
   * @return what {@link #get} would have
   */
  public V take(K key, String userId) throws Exception {
    V value = get(key, userId);
    state.remove(key);
    return value;
  }

  public Iterable<K> keys() throws Exception {
    return state.keys();
  }

  /** Those whose key was not destroyed. */
  public List<V> values(String userId) throws Exception {
    List<V> values = new ArrayList<>();
    for (Object held : state.values()) {
      V value = seal.value(held, userId);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  public void clear() {
    state.clear();
  }
}
