package org.interesttracker.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus reads from reporters: its text format, version 0.0.4.
 *
 * @param series in the order in which they came
 */
public record Scrape(List<Series> series) {

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (NaN|[+-]?Inf|[-+.\\deE]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One of them, with its value at the moment. */
  public record Series(String metric, Map<String, String> labels, double value) {

    boolean answers(PromQl.Selector selector) {
      return metric.equals(selector.metric())
          && selector.matchers().stream().allMatch(m -> m.matches(labels.get(m.label())));
    }
  }

  /**
   * @throws IllegalArgumentException at a line that is not of that format
   */
  public static Scrape of(String text) {
    List<Series> series = new ArrayList<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> series.add(series(line)));
    return new Scrape(series);
  }

  private static Series series(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Prometheus cannot read: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return new Series(matcher.group(1), labels, number(matcher.group(3)));
  }

  private static double number(String text) {
    return text.endsWith("Inf")
        ? (text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
        : Double.parseDouble(text);
  }

  /** Those of one metric. */
  public List<Series> of(String metric, Map<String, String> labels) {
    return series.stream()
        .filter(s -> s.metric().equals(metric))
        .filter(s -> s.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  /** The metrics of the job that no series is of. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (TrackerMetric metric : TrackerMetric.values()) {
      if (series.stream().noneMatch(s -> isOf(s, metric))) {
        missing.add(metric.prometheusName());
      }
    }
    return missing;
  }

  /** A histogram comes as quantiles and, under another name, their count. */
  private static boolean isOf(Series series, TrackerMetric metric) {
    return series.metric().equals(metric.prometheusName())
        && series.labels().keySet().containsAll(metric.labels());
  }

  /** What a query asks for and no series answers, in words. */
  public List<String> unanswered(PromQl.Query query) {
    List<String> unanswered = new ArrayList<>();
    for (PromQl.Selector selector : query.selectors()) {
      if (series.stream().noneMatch(s -> s.answers(selector))) {
        unanswered.add(selector.toString());
      }
    }
    for (String label : query.labels()) {
      if (series.stream().noneMatch(s -> s.labels().containsKey(label))) {
        unanswered.add("label " + label);
      }
    }
    return unanswered;
  }
}
