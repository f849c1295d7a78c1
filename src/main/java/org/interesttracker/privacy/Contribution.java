package org.interesttracker.privacy;

/**
 * That one more user counts by a key. It does not say who: no user gives two of the same key and
 * window.
 *
 * @param window when it begins, epoch milliseconds
 */
public record Contribution(ReleaseKey key, long window) {}
