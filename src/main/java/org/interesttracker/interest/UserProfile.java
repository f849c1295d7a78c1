package org.interesttracker.interest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.interesttracker.event.EventType;

/**
 * Keyed state: what is known of a user in words. A bean, because that is what Flink SQL can read
 * from a savepoint.
 */
public final class UserProfile {

  /** Topics lighter than this are forgotten. */
  private static final double NEGLIGIBLE = 1e-3;

  private long firstSeen;
  private long lastSeen;
  private long events;
  private Map<String, Long> eventCounts = new HashMap<>();
  private Map<String, Double> topics = new HashMap<>();
  private long topicsAsOf;
  private boolean consentWithdrawn;

  /** Adds one event to the counts. */
  void count(EventType type, long timestamp) {
    firstSeen = events == 0 ? timestamp : Math.min(firstSeen, timestamp);
    lastSeen = Math.max(lastSeen, timestamp);
    events++;
    eventCounts.merge(type.name().toLowerCase(Locale.ROOT), 1L, Long::sum);
  }

  /**
   * Adds to a topic. All weights are kept as of one moment; an event before that moment adds what
   * would be left of it.
   */
  void addToTopic(String topic, double weight, long timestamp, long halfLifeMillis) {
    decayTo(timestamp, halfLifeMillis);
    topics.merge(topic, weight * decay(topicsAsOf - timestamp, halfLifeMillis), Double::sum);
  }

  /** Brings all topic weights to a moment; never back in time. */
  void decayTo(long timestamp, long halfLifeMillis) {
    if (timestamp <= topicsAsOf) {
      return;
    }
    double factor = decay(timestamp - topicsAsOf, halfLifeMillis);
    topics.replaceAll((topic, weight) -> weight * factor);
    topics.values().removeIf(weight -> Math.abs(weight) < NEGLIGIBLE);
    topicsAsOf = timestamp;
  }

  private static double decay(long millis, long halfLifeMillis) {
    return Math.pow(2, -(double) Math.max(0, millis) / halfLifeMillis);
  }

  public long getFirstSeen() {
    return firstSeen;
  }

  public void setFirstSeen(long firstSeen) {
    this.firstSeen = firstSeen;
  }

  public long getLastSeen() {
    return lastSeen;
  }

  public void setLastSeen(long lastSeen) {
    this.lastSeen = lastSeen;
  }

  public long getEvents() {
    return events;
  }

  public void setEvents(long events) {
    this.events = events;
  }

  public Map<String, Long> getEventCounts() {
    return eventCounts;
  }

  public void setEventCounts(Map<String, Long> eventCounts) {
    this.eventCounts = eventCounts;
  }

  public Map<String, Double> getTopics() {
    return topics;
  }

  public void setTopics(Map<String, Double> topics) {
    this.topics = topics;
  }

  public long getTopicsAsOf() {
    return topicsAsOf;
  }

  public void setTopicsAsOf(long topicsAsOf) {
    this.topicsAsOf = topicsAsOf;
  }

  public boolean isConsentWithdrawn() {
    return consentWithdrawn;
  }

  public void setConsentWithdrawn(boolean consentWithdrawn) {
    this.consentWithdrawn = consentWithdrawn;
  }
}
