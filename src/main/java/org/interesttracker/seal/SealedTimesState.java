package org.interesttracker.seal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** The names of things that happened, and when, per user. Where they are sealed no name is kept. */
public final class SealedTimesState extends NamedEntriesState {

  /**
   * @param state by a {@link SealableSerializer} of times
   * @param place the name of the state
   */
  public SealedTimesState(MapState<String, Object> state, String place, Sealer sealer) {
    super(state, place, sealer);
  }

  @Override
  protected byte[] content(String name, long time) {
    return ByteBuffer.allocate(Long.BYTES).putLong(time).array();
  }

  /**
   * True where it is there and its key was not destroyed.
   *
   * @param time when it happened, event time
   */
  public boolean contains(String name, String userId, long time) throws Exception {
    UserKey key = sealer.keyIfAny(userId, time);
    return key != null && contains(name, key) || state.contains(name);
  }

  /** Does nothing where the key for the time was destroyed. */
  public void put(String name, String userId, long time) throws Exception {
    add(name, userId, time);
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
    byte[] bytes = open(sealed, userId);
    return bytes == null || ByteBuffer.wrap(bytes).getLong() <= time;
  }
}
