package org.interesttracker.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** A set of texts per user. Where they are sealed they are all that is kept; else also the time. */
public final class SealedSetState extends NamedEntriesState {

  /**
   * @param state by a {@link SealableSerializer} of times
   * @param place the name of the state
   */
  public SealedSetState(MapState<String, Object> state, String place, Sealer sealer) {
    super(state, place, sealer);
  }

  @Override
  protected byte[] content(String text, long time) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param time event time
   */
  public void addAll(List<String> texts, String userId, long time) throws Exception {
    for (String text : texts) {
      add(text, userId, time);
    }
  }

  /** True where it is there and its key was not destroyed. */
  public boolean contains(String text, String userId) throws Exception {
    if (state.contains(text)) {
      return true;
    }
    for (UserKey key : sealer.keys(userId)) {
      if (contains(text, key)) {
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
        byte[] text = open(sealed, userId);
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
