package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.PipelineSettings;

/** A snapshot as tables of a database, each filled when a question first names it. */
final class Inspection {

  private static final Pattern WORDS = Pattern.compile("[^\\p{Alnum}_]+");

  private final Snapshot snapshot;
  private final Database database;
  private final List<TableSource> sources = new ArrayList<>();
  private final Set<String> filled = new HashSet<>();

  /**
   * @param database with the tables, empty
   * @param settings of the job
   */
  Inspection(Snapshot snapshot, Database database, PipelineSettings settings) {
    this(snapshot, database, settings, null);
  }

  /**
   * One that does not fill all of recent_events, user_words, met, lists and list_terms.
   *
   * @param sample of the users that these tables are to have; of some others they have rows too
   */
  Inspection(Snapshot snapshot, Database database, PipelineSettings settings, UserSample sample) {
    this.snapshot = snapshot;
    this.database = database;
    SnapshotReader reader = new SnapshotReader(snapshot);
    sources.add(new OperatorTables(snapshot));
    sources.add(new KeyTables(snapshot, reader));
    sources.add(new UserTables(reader, settings.defaultConsent(), sample));
    sources.add(new ListTables(reader, settings.blend().userPrior(), sample));
    sources.add(new CatalogTables(reader));
    sources.add(new SimilarityTables(reader, settings.similarity().channels()));
    sources.add(new BlendTables(reader));
    sources.add(new QualityTables(reader));
    sources.add(new BudgetTables(reader, settings.release()));
  }

  /** Reads what a question needs and was not read yet. */
  void prepare(String sql) throws SQLException {
    prepare(sql, null);
  }

  /**
   * The same of one user alone, and of no other.
   *
   * @throws UsageException in one sentence, if the state cannot be read
   */
  void prepare(String sql, String userId) throws SQLException {
    Set<String> words =
        WORDS
            .splitAsStream(database.withViews(sql).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    for (TableSource source : sources) {
      Set<String> wanted = new HashSet<>(source.tables());
      wanted.retainAll(words);
      wanted.removeAll(filled);
      if (!wanted.isEmpty()) {
        fill(source, wanted, userId);
        filled.addAll(wanted);
      }
    }
  }

  private void fill(TableSource source, Set<String> wanted, String userId) throws SQLException {
    try {
      source.fill(database, wanted, userId);
    } catch (SQLException | UsageException e) {
      throw e;
    } catch (Exception e) {
      throw snapshot.unreadable(e);
    }
  }
}
