package org.interesttracker.job;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.interesttracker.recommend.ListScore;

/** Takes the scores of many lists together. */
final class MeasureQuality extends ProcessAllWindowFunction<ListScore, QualityMetric, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void process(Context context, Iterable<ListScore> scores, Collector<QualityMetric> out) {
    Map<String, ListScore> sums = new HashMap<>();
    for (ListScore score : scores) {
      sums.merge(score.model() + "@" + score.k(), score, MeasureQuality::sum);
    }
    TimeWindow window = context.window();
    for (ListScore sum : sums.values()) {
      out.collect(
          new QualityMetric(
              window.getStart(),
              window.getEnd(),
              "recall@" + sum.k(),
              sum.model(),
              (double) sum.hits() / sum.items(),
              sum.items()));
    }
  }

  private static ListScore sum(ListScore a, ListScore b) {
    return new ListScore(a.model(), a.k(), a.hits() + b.hits(), a.items() + b.items());
  }
}
