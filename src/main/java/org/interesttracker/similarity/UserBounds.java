package org.interesttracker.similarity;

import java.io.Serializable;

/**
 * What bounds what one user can add to the item counts.
 *
 * @param erasableEvents of how many of the user's latest events what they added can be taken back;
 *     up to twice as many are kept
 * @param burstMillis an event is not counted when the user's tail is full and began no longer
 *     before it, event time; 0 to count all
 * @param swingUsers how many users of an item the kind Swing compares, the latest
 */
public record UserBounds(int erasableEvents, long burstMillis, int swingUsers)
    implements Serializable {

  public static final UserBounds DEFAULT = new UserBounds(1_000, 0, 100);

  /**
   * @throws IllegalArgumentException that names the value that cannot be
   */
  public UserBounds {
    if (erasableEvents < 0 || burstMillis < 0 || swingUsers < 2) {
      throw new IllegalArgumentException(
          "similarity.erasable-events and similarity.burst-time must not be negative, and"
              + " similarity.swing-users be at least 2, but they are %d, %d ms and %d"
                  .formatted(erasableEvents, burstMillis, swingUsers));
    }
  }
}
