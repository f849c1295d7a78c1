package org.interesttracker.seal;

import java.util.HashMap;
import java.util.Map;

/**
 * One set of keys for all subtasks of a JVM with the same settings, so that a key which one of them
 * creates is at once known to those in the same chain. Counted by who uses it; the last one to
 * leave takes the keys out of memory.
 */
public final class SharedUserKeys implements AutoCloseable {

  private static final Map<SealSettings, Shared> OPEN = new HashMap<>();

  private final SealSettings settings;
  private final UserKeys keys;
  private boolean closed;

  /**
   * @throws UserKeysException if the master key cannot be used
   */
  public SharedUserKeys(SealSettings settings) {
    this.settings = settings;
    synchronized (OPEN) {
      Shared shared =
          OPEN.computeIfAbsent(settings, s -> new Shared(s.hasKeys() ? s.open() : null));
      shared.users++;
      this.keys = shared.keys;
    }
  }

  private static final class Shared {
    private final UserKeys keys;
    private int users;

    Shared(UserKeys keys) {
      this.keys = keys;
    }
  }

  /** Null where there are none. */
  public UserKeys keys() {
    return keys;
  }

  /**
   * What seals and opens by these keys, for one subtask.
   *
   * @param shredded told of each value met whose key was destroyed
   */
  public Sealer sealer(Runnable shredded) {
    return new Sealer(keys, settings.sealing(), shredded);
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      if (!closed && --OPEN.get(settings).users == 0) {
        OPEN.remove(settings);
      }
      closed = true;
    }
  }
}
