package org.interesttracker.seal;

import java.util.List;

/**
 * The keys of all users. {@link FileUserKeys} keeps them in files; a key management service can
 * take its place. Thread-safe.
 *
 * <p>What one has created is seen by all who look from then on. One subtask of a job meets a user
 * first; should two create a key for one time, then both keys must last and one be the key for that
 * time to all.
 */
public interface UserKeys {

  /**
   * The user's keys by the time they are from, destroyed ones included; none for a user without.
   *
   * @throws UserKeysException if the keys are out of reach, damaged, or of another master key
   */
  List<UserKey> find(String userId);

  /**
   * Makes a key for what the user does from a time on; does nothing where one is from that time.
   *
   * @param since event time, epoch milliseconds, inclusive
   * @throws UserKeysException if it cannot be kept
   */
  void create(String userId, long since);

  /**
   * Destroys, for good, the keys for what the user did before a time. A key that reaches beyond it
   * stays.
   *
   * @param before event time, epoch milliseconds
   * @return how many there were
   * @throws UserKeysException if that cannot be done
   */
  int destroy(String userId, long before);

  /** Makes the user's first key; does nothing for a user who has one. */
  default void createFirst(String userId) {
    if (find(userId).isEmpty()) {
      create(userId, UserKey.FIRST);
    }
  }

  /** Looks anew at the user's keys next time, since others may have changed them. */
  default void forget(String userId) {}

  /** The key for a time; null for a user without one. */
  default UserKey at(String userId, long time) {
    UserKey found = null;
    for (UserKey key : find(userId)) {
      if (found == null || key.since() > found.since() && key.since() <= time) {
        found = key;
      }
    }
    return found;
  }

  /** The key of an id; null if the user has none of that id. */
  default UserKey byId(String userId, String id) {
    for (UserKey key : find(userId)) {
      if (key.id().equals(id)) {
        return key;
      }
    }
    return null;
  }
}
