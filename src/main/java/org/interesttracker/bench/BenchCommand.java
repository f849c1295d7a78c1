package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.Sealer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures parts of the job against their own limits, on this machine, in one run. */
@Command(
    name = "bench",
    description = {
      "Measures parts of the job against their own limits, on this machine, in one run.",
      "",
      "lstm and embed run two things in turn, A B A B, after one round of warm-up, and print the"
          + " median of the ratios. similarity counts events per second of processor time, and"
          + " bytes of state per pair of items. skew tells how much more the busiest slot has to do"
          + " than their mean: processor time, deltas and pairs, with what a bundle adds to"
          + " an item merged, and unmerged. nearest tells what the index of items takes and finds."
          + " seal tells what users' keys cost.",
      ""
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

  private static final int ROUNDS = 3;

  /** Of the similarity stage, unless a file is given. */
  private static final int EVENTS = 30_000;

  @Parameters(
      paramLabel = "PART",
      description = "What to measure: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Part> parts = new ArrayList<>();

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "Events to measure similarity and skew with, JSON lines. Default: generated ones, on items"
              + " whose popularity follows Zipf's law with exponent 1.2.")
  private Path events;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Over how many slots to measure skew. Default: ${DEFAULT-VALUE}")
  private int slots = 4;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "How many items to look for the nearest among. Default: ${DEFAULT-VALUE}")
  private int items = 20_000;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures as JSON.")
  private Path json;

  /** What can be measured. */
  enum Part {
    LSTM,
    EMBED,
    SIMILARITY,
    SKEW,
    NEAREST,
    SEAL
  }

  /**
   * One line of the result.
   *
   * @param target what the project asks of it
   */
  record Figure(double value, String unit, String target) {}

  @Override
  public Integer call() throws Exception {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Part part : parts.isEmpty() ? List.of(Part.values()) : parts) {
      switch (part) {
        case LSTM ->
            compare(
                figures,
                "lstm.vs_per_event",
                "events",
                ">= 20",
                new TrackInterestBench(2_048, 120_000, SealSettings.OFF),
                new TrackInterestBench(1, 800, SealSettings.OFF));
        case EMBED ->
            compare(
                figures,
                "embed.of_limit",
                "texts",
                ">= 0.90",
                new EmbedTextsBench(1_000),
                new BareOnnxBench(1_000));
        case SIMILARITY -> similarity(figures, new SimilarityBench(events()));
        case SKEW -> skew(figures, new SimilarityBench(events()));
        case NEAREST -> nearest(figures);
        case SEAL -> seal(figures);
        default -> throw new IllegalStateException(part.toString());
      }
    }
    print(figures);
    return 0;
  }

  private static void compare(
      Map<String, Figure> figures, String name, String what, String target, Rate a, Rate b)
      throws Exception {
    double[] first = new double[ROUNDS];
    double[] second = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    try (ProgressBar progress = Console.progress(name, 2L * (ROUNDS + 1))) {
      a.perSecond();
      progress.step();
      b.perSecond();
      progress.step();
      for (int round = 0; round < ROUNDS; round++) {
        first[round] = a.perSecond();
        progress.step();
        second[round] = b.perSecond();
        progress.step();
        ratios[round] = first[round] / second[round];
      }
    }
    figures.put(name, new Figure(median(ratios), "ratio", target));
    figures.put(name + ".a", new Figure(median(first), what + "/s", "-"));
    figures.put(name + ".b", new Figure(median(second), what + "/s", "-"));
  }

  private List<Event> events() throws IOException {
    return events == null ? BenchEvents.zipf(EVENTS) : BenchEvents.read(events);
  }

  /** The state is measured first, which warms up as well. */
  private static void similarity(Map<String, Figure> figures, SimilarityBench bench)
      throws Exception {
    try (ProgressBar progress = Console.progress("similarity", 2)) {
      double bytes = bench.bytesPerPair();
      progress.step();
      figures.put("similarity.per_core", new Figure(bench.perCore(), "events/s", "-"));
      figures.put("similarity.bytes_per_pair", new Figure(bytes, "bytes", "-"));
      progress.step();
    }
  }

  private void skew(Map<String, Figure> figures, SimilarityBench bench) throws Exception {
    try (ProgressBar progress = Console.progress("skew", 2)) {
      SimilarityLoad.Result unmerged = bench.load(slots, 1);
      progress.step();
      SimilarityLoad.Result merged = bench.load(slots, SimilarityBench.BUNDLE);
      progress.step();
      skew(figures, "similarity.busiest_over_mean", "<= 1.5", merged);
      skew(figures, "similarity.unmerged", "-", unmerged);
    }
  }

  private static void skew(
      Map<String, Figure> figures, String name, String target, SimilarityLoad.Result load) {
    figures.put(name, new Figure(load.busy(), "ratio", target));
    figures.put(name + ".deltas", new Figure(load.deltas(), "ratio", "-"));
    figures.put(name + ".pairs", new Figure(load.pairs(), "ratio", "-"));
  }

  private void nearest(Map<String, Figure> figures) throws Exception {
    try (ProgressBar progress = Console.progress("nearest", items);
        NearestBench bench = new NearestBench(items)) {
      figures.put("nearest.build", new Figure(bench.build(progress), "items/s", "-"));
      figures.put("nearest.bytes", new Figure(bench.bytesPerItem(), "B/item", "-"));
      figures.put("nearest.recall@10", new Figure(bench.recall(), "share", ">= 0.95"));
      figures.put("nearest.list", new Figure(bench.listMicros(), "us", "-"));
      figures.put("nearest.list.exact", new Figure(bench.exactListMicros(), "us", "-"));
    }
  }

  private static void seal(Map<String, Figure> figures) throws Exception {
    try (SealBench bench = new SealBench()) {
      SealBench.Micros micros = bench.micros();
      figures.put("seal.value", new Figure(micros.seal(), "us", "-"));
      figures.put("seal.open", new Figure(micros.open(), "us", "-"));
      figures.put("seal.key.create", new Figure(micros.create(), "us", "-"));
      figures.put("seal.key.find", new Figure(micros.find(), "us", "-"));
      figures.put("seal.bytes", new Figure(Sealer.OVERHEAD, "B/value", "-"));
      compare(
          figures,
          "seal.vs_plain",
          "events",
          "-",
          new TrackInterestBench(2_048, 120_000, bench.settings()),
          new TrackInterestBench(2_048, 120_000, SealSettings.OFF));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void print(Map<String, Figure> figures) throws Exception {
    Console.print(String.format("%-36s %12s  %-8s %s", "name", "value", "unit", "target"));
    figures.forEach(
        (name, figure) ->
            Console.print(
                String.format(
                    Locale.ROOT,
                    "%-36s %,12.2f  %-8s %s",
                    name,
                    figure.value(),
                    figure.unit(),
                    figure.target())));
    if (json != null) {
      Files.writeString(json, Json.MAPPER.writeValueAsString(figures) + "\n");
    }
  }
}
