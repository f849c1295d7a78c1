package org.interesttracker.interest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.event.EventType;

/** What is known of a user in words. A bean, because that is what Flink SQL reads. */
public final class UserProfile {

  private final long[] counts;
  private final TopicWeights topics;
  private long firstSeen;
  private long lastSeen;
  private long events;
  private boolean consentWithdrawn;

  UserProfile() {
    this(0, 0, new long[EventType.teaching().size()], new TopicWeights(), false);
  }

  /**
   * @param counts events by type that teaches, in the order of {@link EventType}; to be changed in
   *     place
   * @param topics to be changed in place
   */
  UserProfile(
      long firstSeen, long lastSeen, long[] counts, TopicWeights topics, boolean consentWithdrawn) {
    this.firstSeen = firstSeen;
    this.lastSeen = lastSeen;
    this.counts = counts;
    this.events = Arrays.stream(counts).sum();
    this.topics = topics;
    this.consentWithdrawn = consentWithdrawn;
  }

  /** Adds one event to the counts. */
  void count(EventType type, long timestamp) {
    firstSeen = events == 0 ? timestamp : Math.min(firstSeen, timestamp);
    lastSeen = Math.max(lastSeen, timestamp);
    events++;
    counts[type.ordinal()]++;
  }

  /** Event time of the earliest event, epoch milliseconds. */
  public long getFirstSeen() {
    return firstSeen;
  }

  /** Event time of the latest event, epoch milliseconds. */
  public long getLastSeen() {
    return lastSeen;
  }

  /** How many events there were. */
  public long getEvents() {
    return events;
  }

  /** How many events there were of each type that there was one of, by its name on the wire. */
  public Map<String, Long> getEventCounts() {
    Map<String, Long> byType = new TreeMap<>();
    for (EventType type : EventType.teaching()) {
      if (counts[type.ordinal()] > 0) {
        byType.put(type.name().toLowerCase(Locale.ROOT), counts[type.ordinal()]);
      }
    }
    return byType;
  }

  long[] counts() {
    return counts;
  }

  /** The decayed weight of each topic; negative for one disliked. */
  public Map<String, Double> getTopics() {
    return topics.toMap();
  }

  TopicWeights topics() {
    return topics;
  }

  /** The moment of the topic weights, epoch milliseconds. */
  public long getTopicsAsOf() {
    return topics.asOf();
  }

  /** True when the user's events must not be used. */
  public boolean isConsentWithdrawn() {
    return consentWithdrawn;
  }

  void setConsentWithdrawn(boolean withdrawn) {
    consentWithdrawn = withdrawn;
  }
}
