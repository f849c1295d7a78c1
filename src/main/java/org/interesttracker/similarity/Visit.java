package org.interesttracker.similarity;

/**
 * A user met an item together with others: what the kind Swing compares users by.
 *
 * @param user the hash of the user
 * @param items that were linked with it
 * @param time of the event, epoch milliseconds
 * @param takenBack whether all that is known of the user's visits is to be forgotten instead
 */
public record Visit(long user, String[] items, long time, boolean takenBack) {}
