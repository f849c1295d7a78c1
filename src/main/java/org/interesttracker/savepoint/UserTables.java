package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.savepoint.Database.Rows;
import org.interesttracker.savepoint.SavedUser.SavedEvent;

/** The users' interests, from the operator that tracks them. */
final class UserTables implements TableSource {

  private final SnapshotReader reader;

  UserTables(SnapshotReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of("users", "user_topics", "user_event_counts", "recent_events");
  }

  @Override
  public void fill(Database database, String only) throws Exception {
    try (Rows users = database.rows("users");
        Rows topics = database.rows("user_topics");
        Rows counts = database.rows("user_event_counts");
        Rows events = database.rows("recent_events")) {
      reader.keyed(
          OperatorIds.TRACK_INTEREST,
          new ReadUserFunction(only),
          SavedUser.class,
          user -> {
            addUser(user, users);
            addTopics(user, topics);
            addCounts(user, counts);
            addEvents(user, events);
          });
    }
  }

  private static void addUser(SavedUser user, Rows users) throws SQLException {
    users.add(
        user.userId(),
        Instant.ofEpochMilli(user.firstSeen()),
        Instant.ofEpochMilli(user.lastSeen()),
        user.events(),
        !user.consentWithdrawn(),
        user.topics().size(),
        user.modelVersion(),
        user.interest());
  }

  private static void addCounts(SavedUser user, Rows counts) throws SQLException {
    for (Map.Entry<String, Long> type : user.eventCounts().entrySet()) {
      counts.add(user.userId(), type.getKey(), type.getValue());
    }
  }

  private static void addTopics(SavedUser user, Rows topics) throws SQLException {
    double sum = user.topics().values().stream().mapToDouble(w -> Math.max(0, w)).sum();
    for (Map.Entry<String, Double> topic : user.topics().entrySet()) {
      topics.add(
          user.userId(),
          topic.getKey(),
          topic.getValue(),
          sum == 0 ? 0.0 : Math.max(0, topic.getValue()) / sum,
          Instant.ofEpochMilli(user.topicsAsOf()));
    }
  }

  private static void addEvents(SavedUser user, Rows events) throws SQLException {
    int place = user.recent().size();
    for (SavedEvent event : user.recent()) {
      events.add(
          user.userId(),
          place--,
          Instant.ofEpochMilli(event.timestamp()),
          event.type(),
          event.itemId(),
          event.weight());
    }
  }
}
