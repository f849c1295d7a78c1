package org.interesttracker.seal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the keys of the users last asked for, as many as it is told. That a user has none is
 * not remembered, for it changes.
 */
public final class CachedUserKeys implements UserKeys {

  private static final float LOAD = 0.75f;

  private final UserKeys keys;
  private final Map<String, List<UserKey>> known;

  /** How often keys were forgotten; guarded by {@link #known}. */
  private long forgotten;

  /**
   * @param most how many users' keys are remembered
   */
  public CachedUserKeys(UserKeys keys, int most) {
    this.keys = keys;
    this.known =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, List<UserKey>> eldest) {
            return size() > most;
          }
        };
  }

  /** What another thread changes meanwhile is not remembered as it was before. */
  @Override
  public List<UserKey> find(String userId) {
    long before;
    synchronized (known) {
      List<UserKey> found = known.get(userId);
      if (found != null) {
        return found;
      }
      before = forgotten;
    }
    List<UserKey> found = keys.find(userId);
    synchronized (known) {
      if (!found.isEmpty() && forgotten == before) {
        known.put(userId, found);
      }
    }
    return found;
  }

  /** What is remembered may be older than the key. */
  @Override
  public UserKey byId(String userId, String id) {
    UserKey found = UserKeys.super.byId(userId, id);
    if (found == null) {
      forget(userId);
      found = UserKeys.super.byId(userId, id);
    }
    return found;
  }

  @Override
  public void create(String userId, long since) {
    keys.create(userId, since);
    forget(userId);
  }

  @Override
  public int destroy(String userId, long before) {
    int destroyed = keys.destroy(userId, before);
    forget(userId);
    return destroyed;
  }

  @Override
  public void forget(String userId) {
    synchronized (known) {
      known.remove(userId);
      forgotten++;
    }
  }
}
