package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.interest.Preferences;
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

  private final SnapshotReader reader;

  UserTables(SnapshotReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of(USERS, TOPICS, COUNTS, EVENTS, DRIFT, PREFERENCES);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String only) throws Exception {
    Map<String, float[]> vectors = wanted.contains(DRIFT) ? vectors() : Map.of();
    try (Rows users = database.rows(USERS, wanted);
        Rows topics = database.rows(TOPICS, wanted);
        Rows counts = database.rows(COUNTS, wanted);
        Rows events = database.rows(EVENTS, wanted);
        Rows drift = database.rows(DRIFT, wanted);
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
              addDrift(user.userId(), user.state().getTail().getEvents(), vectors, drift);
            }
          });
    }
  }

  private Map<String, float[]> vectors() throws Exception {
    Map<String, float[]> vectors = new HashMap<>();
    reader.broadcast(
        OperatorIds.TRACK_INTEREST,
        SharedState.ITEMS,
        item -> {
          if (item.vector() != null) {
            vectors.put(item.itemId(), item.vector());
          }
        });
    return vectors;
  }

  private static void addUser(SavedUser user, Rows users) throws SQLException {
    UserProfile profile = user.state().getProfile();
    SequenceState sequence = user.state().getSequence();
    boolean seen = profile.getEvents() > 0;
    users.add(
        user.userId(),
        seen ? Instant.ofEpochMilli(profile.getFirstSeen()) : null,
        seen ? Instant.ofEpochMilli(profile.getLastSeen()) : null,
        profile.getEvents(),
        !profile.isConsentWithdrawn(),
        sequence == null ? null : sequence.modelVersion(),
        sequence == null ? null : sequence.interest());
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
          event.type().name().toLowerCase(Locale.ROOT),
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
      String userId, List<TailEvent> recent, Map<String, float[]> vectors, Rows drift)
      throws SQLException {
    double sum = 0;
    int steps = 0;
    float[] last = null;
    for (TailEvent event : recent) {
      float[] known = event.itemId() == null ? null : vectors.get(event.itemId());
      float[] vector = known == null ? event.textVector() : known;
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
