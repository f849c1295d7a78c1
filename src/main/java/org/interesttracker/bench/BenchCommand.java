package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.event.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures parts of the job against their own limits, on this machine, in one run. */
@Command(
    name = "bench",
    description = {
      "Measures parts of the job against their own limits, on this machine, in one run.",
      "",
      "A ratio is of two things that run in turn, A B A B, after one round of warm-up: the median"
          + " of the rounds, with both rates below it. A part takes a minute at most, but for"
          + " job.latency and memory.flat. --list tells what there is.",
      ""
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PART",
      description =
          "What to measure, by name or by what names begin with up to a dot. Default: all.")
  private List<String> parts = new ArrayList<>();

  @Option(names = "--list", description = "Lists the parts and measures nothing.")
  private boolean list;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures as JSON.")
  private Path json;

  @Mixin private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() throws Exception {
    Benchmarks benchmarks = new Benchmarks(options);
    Set<Benchmark> picked = benchmarks.named(parts);
    if (list) {
      picked.forEach(part -> Console.print("%-20s %s".formatted(part.name(), part.description())));
      return 0;
    }
    Console.print(Figure.header());
    Figures figures = new Figures((name, figure) -> Console.print(figure.row(name)));
    try {
      for (Benchmark part : picked) {
        part.measure(figures);
      }
    } finally {
      write(figures);
    }
    return 0;
  }

  /** What was measured is not lost when a later part fails. */
  private void write(Figures figures) throws IOException {
    if (json != null) {
      Files.writeString(json, Json.MAPPER.writeValueAsString(figures.byName()) + "\n");
    }
  }
}
