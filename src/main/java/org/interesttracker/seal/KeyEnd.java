package org.interesttracker.seal;

/**
 * That a user was erased, so that the keys for what came before are to be destroyed.
 *
 * @param time of the erasure, event time, epoch milliseconds, inclusive
 */
public record KeyEnd(String userId, long time) {}
