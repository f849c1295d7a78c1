package org.interesttracker.similarity;

import java.io.Serializable;

/**
 * What is counted, and what bounds it.
 *
 * @param channels the ways to count
 * @param linkedTimeMillis how long items of one user count as seen together
 * @param maxPairs how many pairs are kept per item; beyond twice as many, the lightest are dropped
 * @param maxNeighbours how many of them a row carries per channel
 * @param emitIntervalMillis how often at the most an item's row is sent
 * @param userBounds what bounds what one user can add
 */
public record SimilaritySettings(
    Channels channels,
    Evidence evidence,
    long linkedTimeMillis,
    int maxPairs,
    int maxNeighbours,
    long emitIntervalMillis,
    UserBounds userBounds)
    implements Serializable {

  /** With the default bounds of a user. */
  public SimilaritySettings(
      Channels channels,
      Evidence evidence,
      long linkedTimeMillis,
      int maxPairs,
      int maxNeighbours,
      long emitIntervalMillis) {
    this(
        channels,
        evidence,
        linkedTimeMillis,
        maxPairs,
        maxNeighbours,
        emitIntervalMillis,
        UserBounds.DEFAULT);
  }

  /** Tells whether the same meetings give the same counts. */
  public int countLayout() {
    int layout = 31 * channels.layout() + evidence.name().hashCode();
    return 31 * layout + Long.hashCode(linkedTimeMillis);
  }
}
