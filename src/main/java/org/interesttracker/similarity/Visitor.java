package org.interesttracker.similarity;

/**
 * Keyed state: a user who met an item, for the kind Swing.
 *
 * @param user the hash of the user
 * @param items the others that the user met shortly before or after it, sorted
 * @param time of the latest meeting, epoch milliseconds
 */
public record Visitor(long user, String[] items, long time) {}
