package org.interesttracker.savepoint;

import java.util.Map;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.UserWeights;

/**
 * What a snapshot holds of one user's recommendations.
 *
 * @param met event time of the latest meeting by item, epoch milliseconds
 * @param last the user's last lists; null if there was none
 * @param weights the user's own part of the blend's weights; null if nothing was learned of it
 */
record SavedLists(String userId, Map<String, Long> met, LastLists last, UserWeights weights) {}
