package org.interesttracker.interest;

import java.util.List;
import org.interesttracker.event.UserMessage;

/**
 * What one user did in one window, or since the window last fired.
 *
 * @param start of the window, epoch milliseconds, inclusive
 * @param end of the window, epoch milliseconds, exclusive
 * @param events how many of the user's events the window holds, those already delivered by an
 *     overlapping window included
 * @param messages what is new, by event time, then event id
 */
public record UserWindow(
    String userId, long start, long end, int events, List<UserMessage> messages) {

  /** When the first of what is new happened, event time. */
  long firstTime() {
    return messages.get(0).timestamp();
  }

  /** And the last. */
  long lastTime() {
    return messages.get(messages.size() - 1).timestamp();
  }
}
