package org.interesttracker.savepoint;

import java.util.List;
import java.util.Map;

/**
 * What a snapshot holds of one user's recommendations.
 *
 * @param met event time of the latest meeting by item, epoch milliseconds
 * @param list the items of the last list, best first
 */
public record SavedLists(String userId, Map<String, Long> met, List<String> list) {}
