package org.interesttracker.event;

import java.time.Duration;

/**
 * What a record may be at most.
 *
 * @param maxBytes the size of its JSON, 1 MiB by default
 * @param maxAhead how far its time may lie after the present, 5 minutes by default: one event far
 *     in the future would close the windows of everybody else
 */
public record InputLimits(int maxBytes, Duration maxAhead) {

  public static final InputLimits DEFAULT = new InputLimits(1 << 20, Duration.ofMinutes(5));

  public InputLimits {
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "The largest record has " + maxBytes + " bytes, expected at least 1.");
    }
    if (maxAhead.isNegative()) {
      throw new IllegalArgumentException(
          "A time may lie " + maxAhead + " ahead, expected zero or more.");
    }
  }
}
