package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.savepoint.Database.Rows;

/** How good lists were, by the figures that the job would send next. */
final class QualityTables implements TableSource {

  private static final String QUALITY = "quality";

  private final SnapshotReader reader;

  QualityTables(SnapshotReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of(QUALITY);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String user) throws Exception {
    List<QualityMetric> metrics = new ArrayList<>();
    reader.keyed(OperatorIds.PREQUENTIAL_QUALITY, ReadQualityFunction::new, null, metrics::add);
    reader.keyed(OperatorIds.FEEDBACK_QUALITY, ReadFeedbackFunction::new, null, metrics::add);
    try (Rows rows = database.rows(QUALITY)) {
      for (QualityMetric metric : metrics) {
        add(metric, rows);
      }
    }
  }

  private static void add(QualityMetric metric, Rows rows) throws SQLException {
    rows.add(
        metric.model(),
        metric.name(),
        metric.over().name().toLowerCase(Locale.ROOT),
        metric.position(),
        metric.value(),
        metric.low(),
        metric.high(),
        metric.samples(),
        Instant.ofEpochMilli(metric.timestamp()));
  }
}
