package org.interesttracker.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.interesttracker.cli.UsageException;

/** The trials of a search, in a file that has each of them as soon as it is done. */
final class SearchTable {

  static final String NAME = "search.csv";

  private static final List<String> RESULTS =
      List.of("HR@10", "NDCG@10", "MRR", "epoch", "seconds", "failure");

  private final Path file;
  private final List<String> header;
  private final List<String> searched;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param searched names of the settings that differ
   */
  SearchTable(Path directory, Set<String> searched) {
    this.file = directory.resolve(NAME);
    this.searched = List.copyOf(searched);
    this.header = new ArrayList<>(List.of("trial"));
    header.addAll(this.searched);
    header.addAll(RESULTS);
  }

  /**
   * A trial.
   *
   * @param values of the row, in the order of the header
   * @param ndcg NaN for one that failed
   */
  record Row(List<String> values, double ndcg) {}

  List<String> header() {
    return header;
  }

  List<Row> rows() {
    return rows;
  }

  /** The settings that differ, with their names. */
  String describe(TrainingOptions options) {
    Map<String, JsonNode> settings = TrainingSettings.of(options);
    return searched.stream()
        .map(name -> name + " " + settings.get(name).asText())
        .collect(Collectors.joining(", "));
  }

  /** The index of the best row by NDCG@10, the first of equals; -1 if all failed. */
  int best() {
    int best = -1;
    for (int i = 0; i < rows.size(); i++) {
      double ndcg = rows.get(i).ndcg;
      if (!Double.isNaN(ndcg) && (best < 0 || ndcg > rows.get(best).ndcg)) {
        best = i;
      }
    }
    return best;
  }

  /** Adds the next trial and writes the table. */
  void add(TrainingOptions options, TrainedModel model, long seconds) throws IOException {
    List<String> values = settings(rows.size(), options);
    for (String name : RESULTS.subList(0, 3)) {
      values.add(model.figures().get(name).toString());
    }
    values.add(String.valueOf(model.figures().get("epoch").intValue()));
    values.add(String.valueOf(seconds));
    values.add("");
    add(new Row(values, model.figures().get("NDCG@10")));
  }

  /** Adds the next trial, which gave no model, and writes the table. */
  void addFailure(TrainingOptions options, String reason, long seconds) throws IOException {
    List<String> values = settings(rows.size(), options);
    values.addAll(List.of("", "", "", "", String.valueOf(seconds), reason));
    add(new Row(values, Double.NaN));
  }

  private void add(Row row) throws IOException {
    rows.add(row);
    write();
  }

  private List<String> settings(int trial, TrainingOptions options) {
    List<String> values = new ArrayList<>(List.of(String.valueOf(trial + 1)));
    searched.forEach(name -> values.add(TrainingSettings.of(options).get(name).asText()));
    return values;
  }

  private void write() throws IOException {
    StringWriter text = new StringWriter();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(header);
      for (Row row : rows) {
        csv.printRecord(row.values);
      }
    }
    Files.createDirectories(file.getParent());
    Path partial = file.resolveSibling(NAME + ".part");
    Files.writeString(partial, text.toString());
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Takes over the trials that are in the file, if there is one.
   *
   * @param trials what the search draws
   * @throws UsageException if the file is of another search
   */
  void readFinished(List<TrainingOptions> trials) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<CSVRecord> records;
    try (CSVParser parser = CSVParser.parse(Files.readString(file), CSVFormat.RFC4180)) {
      records = parser.getRecords();
    }
    if (records.isEmpty() || !records.get(0).toList().equals(header)) {
      throw ofAnother("its columns");
    }
    for (CSVRecord record : records.subList(1, Math.min(records.size(), trials.size() + 1))) {
      List<String> expected = settings(rows.size(), trials.get(rows.size()));
      if (record.size() != header.size()
          || !record.toList().subList(0, expected.size()).equals(expected)) {
        throw ofAnother("trial " + (rows.size() + 1));
      }
      String ndcg = record.get(header.indexOf("NDCG@10"));
      rows.add(new Row(record.toList(), ndcg.isEmpty() ? Double.NaN : Double.parseDouble(ndcg)));
    }
  }

  /** The table to be read by eye: figures with four digits, columns side by side. */
  String text() {
    List<List<String>> lines = new ArrayList<>(List.of(header));
    rows.forEach(row -> lines.add(rounded(row.values)));
    int[] widths =
        IntStream.range(0, header.size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
  }

  private List<String> rounded(List<String> values) {
    List<String> rounded = new ArrayList<>(values);
    int from = searched.size() + 1;
    rounded
        .subList(from, from + 3)
        .replaceAll(
            figure ->
                figure.isEmpty()
                    ? "-"
                    : String.format(Locale.ROOT, "%.4f", Double.parseDouble(figure)));
    return rounded;
  }

  private static String padded(List<String> line, int[] widths) {
    StringBuilder padded = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      padded.append("%-".concat((widths[c] + 2) + "s").formatted(line.get(c)));
    }
    return padded.toString().stripTrailing();
  }

  private UsageException ofAnother(String difference) {
    return new UsageException(
        "%s is of another search: %s differs from what these settings give; give the same or leave --resume out to begin anew"
            .formatted(file, difference));
  }
}
