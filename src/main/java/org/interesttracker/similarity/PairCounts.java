package org.interesttracker.similarity;

/**
 * Keyed state: what is kept of a pair of items.
 *
 * @param values by channel, in the order of the option: how often its items were seen together, or
 *     the six sums of a correlation
 * @param asOf the event time that the numbers hold for, epoch milliseconds
 */
public record PairCounts(double[] values, long asOf) {}
