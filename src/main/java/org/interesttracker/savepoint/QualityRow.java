package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.interesttracker.quality.ModelQuality;
import org.interesttracker.quality.QualityMetric;

/** A figure of how good lists were; see {@link UserRow} on why fields are public. */
public final class QualityRow {

  public final String figure;
  public final String over;
  public final Double value;
  public final Double low;
  public final Double high;
  public final Double samples;

  /** Event time of the latest item, epoch milliseconds. */
  public final Long time;

  private QualityRow(QualityMetric metric) {
    figure = metric.name();
    over = metric.over().name().toLowerCase(Locale.ROOT);
    value = metric.value();
    low = metric.low();
    high = metric.high();
    samples = metric.samples();
    time = metric.timestamp();
  }

  /** Those of one model, whose name is the key of the state. */
  static List<QualityRow> of(ModelQuality quality) {
    List<QualityRow> rows = new ArrayList<>();
    quality.figures(null, metric -> rows.add(new QualityRow(metric)));
    return rows;
  }
}
