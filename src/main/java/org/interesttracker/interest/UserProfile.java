package org.interesttracker.interest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ConsentChange;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Purpose;

/** What is known of a user in words. A bean, because that is what Flink SQL reads. */
public final class UserProfile {

  private final long[] counts;
  private final TopicWeights topics;
  private long firstSeen;
  private long lastSeen;
  private long events;
  private ConsentHistory consents = ConsentHistory.NONE;
  private transient Consent defaultConsent = Consent.ALL;

  UserProfile() {
    this(0, 0, new long[EventType.teaching().size()], new TopicWeights());
  }

  /**
   * @param counts events by type that teaches, in the order of {@link EventType}; to be changed in
   *     place
   * @param topics to be changed in place
   */
  UserProfile(long firstSeen, long lastSeen, long[] counts, TopicWeights topics) {
    this.firstSeen = firstSeen;
    this.lastSeen = lastSeen;
    this.counts = counts;
    this.events = Arrays.stream(counts).sum();
    this.topics = topics;
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

  /** What the user ordered of consent; empty where the user said nothing. */
  public ConsentHistory getConsents() {
    return consents;
  }

  /** True when the user's next event must not be used. */
  public boolean isConsentWithdrawn() {
    return !allows(Purpose.PROFILE);
  }

  /** Whether the user's next event may be used for a purpose. */
  public boolean allows(Purpose purpose) {
    return consent().allows(purpose);
  }

  /**
   * Whether an event may be used for a purpose.
   *
   * @param time of the event, epoch milliseconds; it may be earlier than others that were taken in
   */
  public boolean allows(Purpose purpose, long time) {
    return consents.at(time, defaultConsent).allows(purpose);
  }

  /** What holds after all orders so far. */
  Consent consent() {
    return consents.latest(defaultConsent);
  }

  /**
   * @param consent that holds where the user said nothing; it is no part of the state
   */
  void defaultTo(Consent consent) {
    defaultConsent = consent;
  }

  void restore(ConsentHistory history) {
    consents = history;
  }

  void change(ConsentChange change) {
    consents = consents.with(change);
  }
}
