package org.interesttracker.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * A set of texts per user, each with the time it was added last. Where values are sealed, the key
 * of an entry is a name that only the user's key leads to, see {@link Sealer#name}, and its value
 * is the text, sealed; else the key is the text and the value the time.
 */
public final class SealedSetState {

  private final MapState<String, Object> state;
  private final String place;
  private final Sealer sealer;

  /**
   * @param state by a {@link SealableSerializer} of times
   * @param place the name of the state
   */
  public SealedSetState(MapState<String, Object> state, String place, Sealer sealer) {
    this.state = state;
    this.place = place;
    this.sealer = sealer;
  }

  /**
   * @param time event time
   */
  public void addAll(List<String> texts, String userId, long time) throws Exception {
    UserKey key = sealer.isSealing() ? sealer.keyAt(userId, time) : null;
    for (String text : texts) {
      if (key == null) {
        state.put(text, time);
      } else if (!key.isDestroyed()) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        state.put(Sealer.name(key, text), sealer.seal(key, userId, place, bytes, bytes.length));
      }
    }
  }

  /** True where it is there and its key was not destroyed. */
  public boolean contains(String text, String userId) throws Exception {
    if (state.contains(text)) {
      return true;
    }
    for (UserKey key : sealer.keys(userId)) {
      if (!key.isDestroyed() && state.contains(Sealer.name(key, text))) {
        return true;
      }
    }
    return false;
  }

  /** Those whose key was not destroyed; one may be there twice. */
  public List<String> values(String userId) throws Exception {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, Object> entry : state.entries()) {
      if (entry.getValue() instanceof Sealed sealed) {
        byte[] text = sealer.open(sealed, userId, place);
        if (text != null) {
          texts.add(new String(text, StandardCharsets.UTF_8));
        }
      } else {
        texts.add(entry.getKey());
      }
    }
    return texts;
  }

  /** How many entries there are. */
  public long size() throws Exception {
    long size = 0;
    for (String key : state.keys()) {
      size++;
    }
    return size;
  }

  public void clear() {
    state.clear();
  }
}
