package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.Preferences;
import org.interesttracker.interest.SequenceState;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.interest.UserProfile;
import org.interesttracker.interest.UserState;

/**
 * What is kept of a user's interest, as rows. Public fields of boxed types and lists, because that
 * is what Flink SQL makes a ROW and an ARRAY of; it reads neither records nor arrays. Times are
 * epoch milliseconds.
 */
public final class UserRow {

  /** Event times of the earliest and the latest event; null before the first. */
  public final Long firstSeen;

  public final Long lastSeen;

  public final Long events;

  /** The sequence model that {@link #interest} is of; null before its first step. */
  public final String modelVersion;

  public final List<Float> interest;

  /** The moment that the topics' weights hold for. */
  public final Long topicsAsOf;

  public final List<Topic> topics;
  public final List<EventCount> eventCounts;
  public final List<RecentEvent> recentEvents;
  public final List<Preference> preferences;

  /** A topic; its share is that of all positive weights. */
  public static final class Topic {
    public final String topic;
    public final Double weight;
    public final Double share;

    private Topic(String topic, double weight, double sum) {
      this.topic = topic;
      this.weight = weight;
      this.share = sum == 0 ? 0 : Math.max(0, weight) / sum;
    }
  }

  /** How many events of a type there were. */
  public static final class EventCount {
    public final String type;
    public final Long events;

    private EventCount(String type, Long events) {
      this.type = type;
      this.events = events;
    }
  }

  /** A recent event; place 1 is the latest. */
  public static final class RecentEvent {
    public final Integer place;
    public final Long time;
    public final String type;
    public final String itemId;
    public final Double weight;

    private RecentEvent(int place, TailEvent event) {
      this.place = place;
      this.time = event.timestamp();
      this.type = word(event.type());
      this.itemId = event.itemId();
      this.weight = event.weight();
    }

    private static String word(EventType type) {
      return type.name().toLowerCase(Locale.ROOT);
    }
  }

  /** An order about lists; steps are null for a block. */
  public static final class Preference {
    public final String kind;
    public final String about;
    public final Integer steps;

    private Preference(String kind, String about, Integer steps) {
      this.kind = kind;
      this.about = about;
      this.steps = steps;
    }
  }

  private UserRow(UserState state) {
    UserProfile profile = state.getProfile();
    SequenceState sequence = state.getSequence();
    boolean seen = profile.getEvents() > 0;
    firstSeen = seen ? profile.getFirstSeen() : null;
    lastSeen = seen ? profile.getLastSeen() : null;
    events = profile.getEvents();
    modelVersion = sequence == null ? null : sequence.modelVersion();
    interest = sequence == null ? null : Boxed.list(sequence.interest());
    topicsAsOf = profile.getTopicsAsOf();
    topics = topics(profile.getTopics());
    eventCounts =
        profile.getEventCounts().entrySet().stream()
            .map(count -> new EventCount(count.getKey(), count.getValue()))
            .toList();
    recentEvents = recentEvents(state.getTail().getEvents());
    preferences = preferences(state.getPreferences());
  }

  static UserRow of(UserState state) {
    return new UserRow(state);
  }

  private static List<Topic> topics(Map<String, Double> weights) {
    double sum = weights.values().stream().mapToDouble(weight -> Math.max(0, weight)).sum();
    return weights.entrySet().stream()
        .map(topic -> new Topic(topic.getKey(), topic.getValue(), sum))
        .toList();
  }

  private static List<RecentEvent> recentEvents(List<TailEvent> oldestFirst) {
    List<RecentEvent> recent = new ArrayList<>();
    for (int e = oldestFirst.size() - 1; e >= 0; e--) {
      recent.add(new RecentEvent(oldestFirst.size() - e, oldestFirst.get(e)));
    }
    return recent;
  }

  private static List<Preference> preferences(Preferences ordered) {
    List<Preference> preferences = new ArrayList<>();
    for (String item : ordered.blockedItems()) {
      preferences.add(new Preference("block item", item, null));
    }
    for (String category : ordered.blockedCategories()) {
      preferences.add(new Preference("block category", category, null));
    }
    for (Preferences.Leaning leaning : ordered.leanings()) {
      preferences.add(
          leaning.itemId() == null
              ? new Preference("topic", leaning.topic(), leaning.steps())
              : new Preference("item", leaning.itemId(), leaning.steps()));
    }
    return preferences;
  }
}
