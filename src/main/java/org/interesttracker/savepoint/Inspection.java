package org.interesttracker.savepoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.apache.flink.runtime.state.StateBackend;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.similarity.Channels;

/** A snapshot opened as a database: tables are filled when a question first names them. */
final class Inspection implements AutoCloseable {

  private static final Pattern WORDS = Pattern.compile("[^\\p{Alnum}_]+");

  private final Snapshot snapshot;
  private final StateBackend backend;
  private final Database database;
  private final List<TableSource> unread;

  private Inspection(
      Snapshot snapshot, StateBackend backend, Database database, List<TableSource> unread) {
    this.snapshot = snapshot;
    this.backend = backend;
    this.database = database;
    this.unread = unread;
  }

  /**
   * @param backend that restores the state, see {@link SnapshotReader}
   * @param channels that the job counted
   */
  static Inspection of(Snapshot snapshot, StateBackend backend, Channels channels)
      throws SQLException, IOException {
    SnapshotReader reader = new SnapshotReader(snapshot, backend);
    List<TableSource> sources = new ArrayList<>();
    sources.add(new OperatorTables(snapshot));
    sources.add(new UserTables(reader));
    sources.add(new ListTables(reader));
    sources.add(new CatalogTables(reader));
    sources.add(new SimilarityTables(reader, channels));
    sources.add(new BlendTables(reader));
    return new Inspection(snapshot, backend, Database.open(), sources);
  }

  Database database() {
    return database;
  }

  /** Reads what a question needs and was not read yet. */
  void prepare(String sql) throws Exception {
    Set<String> words =
        WORDS
            .splitAsStream(database.withViews(sql).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    for (TableSource source : List.copyOf(unread)) {
      if (source.tables().stream().anyMatch(words::contains)) {
        source.fill(database, null);
        unread.remove(source);
      }
    }
  }

  /** Reads what there is of one user, and of no other. */
  void prepareUser(String userId) throws Exception {
    Path narrow = Files.createTempDirectory("inspect");
    try {
      SnapshotReader interests =
          new SnapshotReader(
              snapshot.narrowedTo(
                  OperatorIds.TRACK_INTEREST, userId, Files.createDirectory(narrow.resolve("i"))),
              backend);
      new UserTables(interests).fill(database, userId);
      SnapshotReader lists =
          new SnapshotReader(
              snapshot.narrowedTo(
                  OperatorIds.RECOMMEND, userId, Files.createDirectory(narrow.resolve("r"))),
              backend);
      new ListTables(lists).fill(database, userId);
    } finally {
      FileUtils.deleteDirectory(narrow.toFile());
    }
    prepare("items");
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
