package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.interest.ProfileWords;
import org.interesttracker.interest.SequenceState;
import org.interesttracker.interest.TailEvent;
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
  private static final String CONSENTS = "consents";
  private static final String SEALED = "sealed_users";

  private final SnapshotReader reader;
  private final Consent byDefault;
  private final UserSample sample;

  /**
   * @param byDefault what events of a user who said nothing may be used for
   * @param sample is offered every user; null for recent events and words of all
   */
  UserTables(SnapshotReader reader, Consent byDefault, UserSample sample) {
    this.reader = reader;
    this.byDefault = byDefault;
    this.sample = sample;
  }

  @Override
  public Set<String> tables() {
    return Set.of(
        USERS, TOPICS, COUNTS, EVENTS, DRIFT, PREFERENCES, WORDS, TOPIC_DAYS, CONSENTS, SEALED);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String only) throws Exception {
    Map<String, CatalogItem> items =
        wanted.contains(DRIFT) || wanted.contains(TOPIC_DAYS) ? items() : Map.of();
    TopicDays days = new TopicDays(items);
    long[] sealed = new long[1];
    try (Rows users = database.rows(USERS, wanted);
        Rows topics = database.rows(TOPICS, wanted);
        Rows counts = database.rows(COUNTS, wanted);
        Rows events = database.rows(EVENTS, wanted);
        Rows drift = database.rows(DRIFT, wanted);
        Rows words = database.rows(WORDS, wanted);
        Rows consents = database.rows(CONSENTS, wanted);
        Rows preferences = database.rows(PREFERENCES, wanted)) {
      reader.keyed(
          OperatorIds.TRACK_INTEREST,
          () -> new ReadUserFunction(only),
          only,
          user -> {
            addConsents(user, consents);
            sealed[0] += user.sealed() ? 1 : 0;
            if (user.state() == null) {
              return;
            }
            UserRow row = UserRow.of(user.state());
            addUser(user, row, users);
            addTopics(user.userId(), row, topics);
            addCounts(user.userId(), row, counts);
            boolean all = sample == null || sample.offer(user.userId());
            if (all) {
              addEvents(user.userId(), row, events);
            }
            addPreferences(user.userId(), row, preferences);
            if (wanted.contains(DRIFT)) {
              addDrift(user.userId(), user.state().getTail().getEvents(), items, drift);
            }
            if (all && wanted.contains(WORDS)) {
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
    try (Rows rows = database.rows(SEALED, wanted)) {
      rows.add(sealed[0]);
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

  private void addUser(SavedUser user, UserRow row, Rows users) throws SQLException {
    ConsentHistory said = user.consents();
    Consent consent = said.latest(byDefault);
    SequenceState sequence = user.state().getSequence();
    users.add(
        user.userId(),
        instant(row.firstSeen),
        instant(row.lastSeen),
        row.events,
        said.isEmpty() ? null : ConsentRow.words(consent.purposes()),
        said.isEmpty() ? null : consent.agreement(),
        row.modelVersion,
        sequence == null ? null : sequence.interest());
  }

  private static Instant instant(Long time) {
    return time == null ? null : Instant.ofEpochMilli(time);
  }

  private static void addConsents(SavedUser user, Rows consents) throws SQLException {
    for (ConsentRow order : ConsentRow.of(user.consents())) {
      consents.add(
          user.userId(), instant(order.since), order.granted, order.withdrawn, order.agreement);
    }
  }

  private static void addCounts(String userId, UserRow row, Rows counts) throws SQLException {
    for (UserRow.EventCount count : row.eventCounts) {
      counts.add(userId, count.type, count.events);
    }
  }

  private static void addTopics(String userId, UserRow row, Rows topics) throws SQLException {
    Instant asOf = instant(row.topicsAsOf);
    for (UserRow.Topic topic : row.topics) {
      topics.add(userId, topic.topic, topic.weight, topic.share, asOf);
    }
  }

  private static void addEvents(String userId, UserRow row, Rows events) throws SQLException {
    for (UserRow.RecentEvent event : row.recentEvents) {
      events.add(userId, event.place, instant(event.time), event.type, event.itemId, event.weight);
    }
  }

  private static void addPreferences(String userId, UserRow row, Rows preferences)
      throws SQLException {
    for (UserRow.Preference order : row.preferences) {
      preferences.add(userId, order.kind, order.about, order.steps);
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
