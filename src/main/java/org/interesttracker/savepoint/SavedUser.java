package org.interesttracker.savepoint;

import java.util.List;
import java.util.Map;

/**
 * What a snapshot holds of one user's interest.
 *
 * @param firstSeen event time of the earliest event, epoch milliseconds
 * @param lastSeen event time of the latest event, epoch milliseconds
 * @param events how many there were
 * @param consentWithdrawn whether the user's events are ignored
 * @param eventCounts by the type's name on the wire
 * @param topics weights by name, as of {@code topicsAsOf}
 * @param topicsAsOf epoch milliseconds
 * @param recent the latest events, oldest first
 * @param modelVersion of the sequence model that the state is of; null before its first step
 * @param interest the interest vector; null before the model's first step
 */
public record SavedUser(
    String userId,
    long firstSeen,
    long lastSeen,
    long events,
    boolean consentWithdrawn,
    Map<String, Long> eventCounts,
    Map<String, Double> topics,
    long topicsAsOf,
    List<SavedEvent> recent,
    String modelVersion,
    float[] interest) {

  /**
   * @param itemId null for a search without an item
   * @param weight what it says about the user's interest; negative against it
   * @param timestamp event time, epoch milliseconds
   */
  public record SavedEvent(String itemId, String type, double weight, long timestamp) {}
}
