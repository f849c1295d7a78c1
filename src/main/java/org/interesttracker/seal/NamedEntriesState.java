package org.interesttracker.seal;

import org.apache.flink.api.common.state.MapState;

/**
 * Entries per user by texts that may tell something of the user, each of a time. Where values are
 * sealed, the key of an entry is a name that only the user's key leads to, see {@link Sealer#name},
 * and its value is sealed; else the key is the text and the value the time.
 */
abstract class NamedEntriesState {

  protected final MapState<String, Object> state;
  protected final Sealer sealer;
  private final String place;

  /**
   * @param state by a {@link SealableSerializer} of times
   * @param place the name of the state
   */
  protected NamedEntriesState(MapState<String, Object> state, String place, Sealer sealer) {
    this.state = state;
    this.place = place;
    this.sealer = sealer;
  }

  /** What is sealed of an entry. */
  protected abstract byte[] content(String text, long time);

  /** Does nothing where the key for the time was destroyed. */
  protected final void add(String text, String userId, long time) throws Exception {
    if (!sealer.isSealing()) {
      state.put(text, time);
      return;
    }
    UserKey key = sealer.keyAt(userId, time);
    if (!key.isDestroyed()) {
      byte[] content = content(text, time);
      state.put(Sealer.name(key, text), sealer.seal(key, userId, place, content, content.length));
    }
  }

  /** Whether there is an entry under a key; false if that was destroyed. */
  protected final boolean contains(String text, UserKey key) throws Exception {
    return !key.isDestroyed() && state.contains(Sealer.name(key, text));
  }

  /** What {@link #content} gave; null if the key was destroyed. */
  protected final byte[] open(Sealed sealed, String userId) {
    return sealer.open(sealed, userId, place);
  }
}
