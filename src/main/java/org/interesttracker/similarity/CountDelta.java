package org.interesttracker.similarity;

/**
 * What one event adds to the counts of one item.
 *
 * @param itemId whose counts
 * @param total added to the item's own sum of squared weights
 * @param others the items seen together with it
 * @param pairs added to the pair sums with each of them
 */
public record CountDelta(String itemId, double total, String[] others, double[] pairs) {}
