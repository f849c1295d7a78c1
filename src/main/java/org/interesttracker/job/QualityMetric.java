package org.interesttracker.job;

import org.interesttracker.event.EpochMillis;

/**
 * A figure of how good the lists were.
 *
 * @param windowStart epoch milliseconds, inclusive
 * @param windowEnd epoch milliseconds, exclusive
 * @param name such as "recall@10": of the items users met for the first time, the share that was in
 *     their last list
 * @param model whose lists
 * @param value of the figure
 * @param samples the number of items it rests on
 */
public record QualityMetric(
    @EpochMillis long windowStart,
    @EpochMillis long windowEnd,
    String name,
    String model,
    double value,
    long samples) {}
