package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.interesttracker.evaluation.Step.Part;

/** The result as a table for the console: a row a model. */
final class ResultTable {

  private static final double MEGA = 1e6;

  private final EvaluationResult result;
  private final int k;
  private final List<List<String>> rows = new ArrayList<>();

  private ResultTable(EvaluationResult result) {
    this.result = result;
    this.k = result.settings().firstK();
  }

  static String of(EvaluationResult result) {
    ResultTable table = new ResultTable(result);
    table.rows.add(table.head());
    result.entrants().forEach(entrant -> table.rows.add(table.row(entrant)));
    return "%s%n%s"
        .formatted(
            String.format(
                Locale.ROOT,
                "%s, %,d targets",
                result.settings().protocol(),
                result.targets(Part.TEST)),
            table.text());
  }

  /** What was read, in a sentence. */
  static String summary(EvaluationData data) {
    int dead = data.deadLetters().values().stream().mapToInt(n -> n).sum();
    return String.format(
        Locale.ROOT,
        "Read %,d events and %,d catalog items; %,d lines could not be used%s; %,d events repeat an"
            + " event id.",
        data.events().size(),
        data.catalog().size(),
        dead,
        dead == 0 ? "" : " (" + reasons(data) + ")",
        data.repeats());
  }

  private static String reasons(EvaluationData data) {
    return data.deadLetters().entrySet().stream()
        .map(e -> e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("model"));
    for (int length : result.settings().ks()) {
      head.addAll(List.of("HR@" + length, "NDCG@" + length, "MRR@" + length));
    }
    head.addAll(List.of("± HR@" + k, "coverage", "diversity", "by category", "miscalibration"));
    head.addAll(List.of("novelty", "cold HR", "tied"));
    if (result.changes() > 0) {
      head.add("follows after");
    }
    head.addAll(List.of("events/s", "MB"));
    return head;
  }

  private List<String> row(Entrant entrant) {
    ModelFigures figures = entrant.figures(Part.TEST);
    List<String> row = new ArrayList<>(List.of(entrant.name()));
    for (int length : result.settings().ks()) {
      row.add(share(figures.hitRate(length)));
      row.add(share(figures.ndcg(length)));
      row.add(share(figures.reciprocalRank(length)));
    }
    row.add(share(figures.hitRateErrorByUser()));
    ListFigures lists = figures.lists(k);
    row.add(share((double) lists.covered() / result.items()));
    row.add(share(lists.diversity()));
    row.add(share(lists.categoryDiversity()));
    row.add(share(lists.miscalibration()));
    row.add(format("%.2f", lists.novelty()));
    row.add(share(figures.cold().hitRate()));
    row.add(share(figures.tied()));
    if (result.changes() > 0) {
      int median = ChangeWatch.median(entrant.changes().eventsUntilHalf());
      row.add(median == ChangeWatch.NEVER ? "never" : String.valueOf(median));
    }
    row.add(format("%,.0f", entrant.turnsPerSecond()));
    row.add(entrant.bytes() < 0 ? "-" : format("%.1f", entrant.bytes() / MEGA));
    return row;
  }

  private static String share(double value) {
    return format("%.4f", value);
  }

  private static String format(String pattern, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, pattern, value);
  }

  private String text() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String pattern = (c == 0 ? "%-" : "  %") + widths[c] + "s";
        line.append(String.format(Locale.ROOT, pattern, row.get(c)));
      }
      lines.add(line.toString());
    }
    return String.join(System.lineSeparator(), lines);
  }
}
