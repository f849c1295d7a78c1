package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Consent;
import org.interesttracker.interest.Preferences;
import org.interesttracker.interest.ProfileWords;
import org.interesttracker.interest.SequenceState;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.interest.UserProfile;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.model.Vectors;
import org.interesttracker.savepoint.Database.Rows;

/** The users' interests, from the operator that tracks them. */
final class UserTables implements TableSource {

  private static final String USERS = "users";
  private static final String TOPICS = "user_topics";
  private static final String COUNTS = "user_event_counts";
  private static final String EVENTS = "recent_events";
  private static final String DRIFT = "user_drift";
  private static final String PREFERENCES = "user_preferences";
  private static final String WORDS = "user_words";
  private static final String TOPIC_DAYS = "topic_days";

  private final SnapshotReader reader;

  UserTables(SnapshotReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of(USERS, TOPICS, COUNTS, EVENTS, DRIFT, PREFERENCES, WORDS, TOPIC_DAYS);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String only) throws Exception {
    Map<String, CatalogItem> items =
        wanted.contains(DRIFT) || wanted.contains(TOPIC_DAYS) ? items() : Map.of();
    TopicDays days = new TopicDays(items);
    try (Rows users = database.rows(USERS, wanted);
        Rows topics = database.rows(TOPICS, wanted);
        Rows counts = database.rows(COUNTS, wanted);
        Rows events = database.rows(EVENTS, wanted);
        Rows drift = database.rows(DRIFT, wanted);
        Rows words = database.rows(WORDS, wanted);
        Rows preferences = database.rows(PREFERENCES, wanted)) {
      reader.keyed(
          OperatorIds.TRACK_INTEREST,
          () -> new ReadUserFunction(only),
          only,
          user -> {
            addUser(user, users);
            addTopics(user.userId(), user.state().getProfile(), topics);
            addCounts(user.userId(), user.state().getProfile(), counts);
            addEvents(user.userId(), user.state().getTail().getEvents(), events);
            addPreferences(user.userId(), user.state().getPreferences(), preferences);
            if (wanted.contains(DRIFT)) {
              addDrift(user.userId(), user.state().getTail().getEvents(), items, drift);
            }
            if (wanted.contains(WORDS)) {
              addWords(user, words);
            }
            if (wanted.contains(TOPIC_DAYS)) {
              user.state().getTail().getEvents().forEach(days::add);
            }
          });
    }
    try (Rows rows = database.rows(TOPIC_DAYS, wanted)) {
      days.fill(rows);
    }
  }

  private static void addWords(SavedUser user, Rows words) throws SQLException {
    ProfileWords profile = ProfileWords.of(user.state().getProfile());
    words.add(user.userId(), profile.english(), profile.chinese());
  }

  private Map<String, CatalogItem> items() throws Exception {
    Map<String, CatalogItem> items = new HashMap<>();
    reader.broadcast(
        OperatorIds.TRACK_INTEREST, SharedState.ITEMS, item -> items.put(item.itemId(), item));
    return items;
  }

  private static void addUser(SavedUser user, Rows users) throws SQLException {
    UserProfile profile = user.state().getProfile();
    SequenceState sequence = user.state().getSequence();
    boolean seen = profile.getEvents() > 0;
    boolean said = !profile.getConsents().isEmpty();
    Consent consent = profile.getConsents().latest(Consent.ALL);
    users.add(
        user.userId(),
        seen ? Instant.ofEpochMilli(profile.getFirstSeen()) : null,
        seen ? Instant.ofEpochMilli(profile.getLastSeen()) : null,
        profile.getEvents(),
        said ? consent.purposes().stream().map(UserTables::word).toList() : null,
        said ? consent.agreement() : null,
        sequence == null ? null : sequence.modelVersion(),
        sequence == null ? null : sequence.interest());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void addCounts(String userId, UserProfile profile, Rows counts)
      throws SQLException {
    for (Map.Entry<String, Long> type : profile.getEventCounts().entrySet()) {
      counts.add(userId, type.getKey(), type.getValue());
    }
  }

  private static void addTopics(String userId, UserProfile profile, Rows topics)
      throws SQLException {
    Map<String, Double> weights = profile.getTopics();
    double sum = weights.values().stream().mapToDouble(w -> Math.max(0, w)).sum();
    Instant asOf = Instant.ofEpochMilli(profile.getTopicsAsOf());
    for (Map.Entry<String, Double> topic : weights.entrySet()) {
      double weight = topic.getValue();
      topics.add(userId, topic.getKey(), weight, sum == 0 ? 0.0 : Math.max(0, weight) / sum, asOf);
    }
  }

  private static void addEvents(String userId, List<TailEvent> recent, Rows events)
      throws SQLException {
    int place = recent.size();
    for (TailEvent event : recent) {
      events.add(
          userId,
          place--,
          Instant.ofEpochMilli(event.timestamp()),
          word(event.type()),
          event.itemId(),
          event.weight());
    }
  }

  private static void addPreferences(String userId, Preferences ordered, Rows preferences)
      throws SQLException {
    for (String item : ordered.blockedItems()) {
      preferences.add(userId, "block item", item, null);
    }
    for (String category : ordered.blockedCategories()) {
      preferences.add(userId, "block category", category, null);
    }
    for (Preferences.Leaning leaning : ordered.leanings()) {
      preferences.add(
          userId,
          leaning.itemId() == null ? "topic" : "item",
          leaning.itemId() == null ? leaning.topic() : leaning.itemId(),
          leaning.steps());
    }
  }

  private static void addDrift(
      String userId, List<TailEvent> recent, Map<String, CatalogItem> items, Rows drift)
      throws SQLException {
    double sum = 0;
    int steps = 0;
    float[] last = null;
    for (TailEvent event : recent) {
      CatalogItem item = items.get(event.itemId());
      float[] vector = item == null || item.vector() == null ? event.textVector() : item.vector();
      if (vector == null) {
        continue;
      }
      if (last != null) {
        sum += 1 - Vectors.cosine(last, vector);
        steps++;
      }
      last = vector;
    }
    drift.add(userId, steps == 0 ? null : sum / steps, steps);
  }
}
