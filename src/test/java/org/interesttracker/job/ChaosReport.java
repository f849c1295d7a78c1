package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What happened to a job and how long it took to come back, as Markdown. */
final class ChaosReport {

  private final long seed;
  private final List<ChaosRun.Recovery> recoveries = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  ChaosReport(long seed) {
    this.seed = seed;
  }

  void add(ChaosRun.Recovery recovery) {
    recoveries.add(recovery);
  }

  /** A sentence for the end. */
  void remark(String sentence) {
    remarks.add(sentence);
  }

  /** Writes what is known so far to target/chaos; returns the file. */
  Path write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Failures by seed " + seed);
    lines.add("");
    lines.add("Times in seconds. Recovered: from the end of the failure's cause until");
    lines.add("all that followed from the events sent by then was committed, each once.");
    lines.add("");
    lines.add("| failure | times | lasted, median | recovered, median | recovered, longest |");
    lines.add("|---|---|---|---|---|");
    byFailure()
        .forEach(
            (failure, all) -> {
              List<Duration> recovered = sorted(all, ChaosRun.Recovery::recovered);
              lines.add(
                  row(
                      failure.title(),
                      all.size(),
                      seconds(median(sorted(all, ChaosRun.Recovery::lasted))),
                      seconds(median(recovered)),
                      seconds(recovered.get(recovered.size() - 1))));
            });
    lines.add("");
    remarks.forEach(remark -> lines.addAll(List.of(remark, "")));
    lines.add("| number | failure | lasted | recovered | events so far |");
    lines.add("|---|---|---|---|---|");
    for (ChaosRun.Recovery recovery : recoveries) {
      lines.add(
          row(
              recoveries.indexOf(recovery) + 1,
              recovery.failure().title(),
              seconds(recovery.lasted()),
              seconds(recovery.recovered()),
              recovery.events()));
    }
    Path folder = Files.createDirectories(Path.of("target", "chaos"));
    return Files.write(folder.resolve("report-" + seed + ".md"), lines);
  }

  private Map<Failure, List<ChaosRun.Recovery>> byFailure() {
    Map<Failure, List<ChaosRun.Recovery>> byFailure = new EnumMap<>(Failure.class);
    for (ChaosRun.Recovery recovery : recoveries) {
      byFailure.computeIfAbsent(recovery.failure(), none -> new ArrayList<>()).add(recovery);
    }
    return byFailure;
  }

  private static List<Duration> sorted(
      List<ChaosRun.Recovery> all, Function<ChaosRun.Recovery, Duration> duration) {
    List<Duration> durations = new ArrayList<>(all.stream().map(duration).toList());
    Collections.sort(durations);
    return durations;
  }

  private static Duration median(List<Duration> sorted) {
    return sorted.get((sorted.size() - 1) / 2).plus(sorted.get(sorted.size() / 2)).dividedBy(2);
  }

  private static String row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    return row.toString();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
