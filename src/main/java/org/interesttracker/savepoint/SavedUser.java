package org.interesttracker.savepoint;

import org.interesttracker.event.ConsentHistory;
import org.interesttracker.interest.UserState;

/**
 * What a snapshot holds of one user's interest.
 *
 * @param state as it lies there, not to be changed; null where there is none that can be read
 * @param consents what the user ordered of consent
 * @param sealed whether there is a state, but sealed by the user's key
 */
record SavedUser(String userId, UserState state, ConsentHistory consents, boolean sealed) {}
