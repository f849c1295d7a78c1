package org.interesttracker.seal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * The names of things that happened, and when, per user. Where values are sealed, a name is
 * replaced by one that only the user's key leads to, see {@link Sealer#name}, and the time is
 * sealed.
 */
public final class SealedTimesState {

  private final MapState<String, Object> state;
  private final String place;
  private final Sealer sealer;

  /**
   * @param state by a {@link SealableSerializer} of times
   * @param place the name of the state
   */
  public SealedTimesState(MapState<String, Object> state, String place, Sealer sealer) {
    this.state = state;
    this.place = place;
    this.sealer = sealer;
  }

  /**
   * True where it is there and its key was not destroyed.
   *
   * @param time when it happened, event time
   */
  public boolean contains(String name, String userId, long time) throws Exception {
    UserKey key = sealer.keyIfAny(userId, time);
    return key != null && !key.isDestroyed() && state.contains(Sealer.name(key, name))
        || state.contains(name);
  }

  /** Does nothing where the key for the time was destroyed. */
  public void put(String name, String userId, long time) throws Exception {
    if (!sealer.isSealing()) {
      state.put(name, time);
      return;
    }
    UserKey key = sealer.keyAt(userId, time);
    if (!key.isDestroyed()) {
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
      state.put(Sealer.name(key, name), sealer.seal(key, userId, place, bytes, bytes.length));
    }
  }

  /**
   * Forgets what happened until a time, inclusive, and what cannot be read any more.
   *
   * @return how many there were
   */
  public long removeUntil(long time, String userId) throws Exception {
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, Object> entry : state.entries()) {
      if (isUntil(entry.getValue(), time, userId)) {
        gone.add(entry.getKey());
      }
    }
    for (String name : gone) {
      state.remove(name);
    }
    return gone.size();
  }

  private boolean isUntil(Object held, long time, String userId) {
    if (!(held instanceof Sealed sealed)) {
      return (Long) held <= time;
    }
    byte[] bytes = sealer.open(sealed, userId, place);
    return bytes == null || ByteBuffer.wrap(bytes).getLong() <= time;
  }
}
