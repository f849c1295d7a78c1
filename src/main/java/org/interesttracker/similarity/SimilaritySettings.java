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
 */
public record SimilaritySettings(
    Channels channels,
    Evidence evidence,
    long linkedTimeMillis,
    int maxPairs,
    int maxNeighbours,
    long emitIntervalMillis)
    implements Serializable {}
