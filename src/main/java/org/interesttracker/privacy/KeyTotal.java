package org.interesttracker.privacy;

/**
 * How many users count by a key, exactly; it must not leave the job.
 *
 * @param window when it begins, epoch milliseconds
 */
public record KeyTotal(ReleaseKey key, long window, long users) {}
