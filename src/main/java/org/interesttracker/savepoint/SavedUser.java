package org.interesttracker.savepoint;

import org.interesttracker.interest.UserState;

/**
 * What a snapshot holds of one user's interest.
 *
 * @param state as it lies there; not to be changed
 */
record SavedUser(String userId, UserState state) {}
