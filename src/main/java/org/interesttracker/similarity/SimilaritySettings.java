package org.interesttracker.similarity;

import java.io.Serializable;

/**
 * What bounds the similarity.
 *
 * @param maxPairs how many pairs are kept per item; beyond twice as many, the lightest are dropped
 * @param maxNeighbours how many of them a row carries
 * @param emitIntervalMillis how often at the most an item's row is sent
 */
public record SimilaritySettings(int maxPairs, int maxNeighbours, long emitIntervalMillis)
    implements Serializable {}
