package org.interesttracker.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.interesttracker.cli.UsageException;

/** All that can be measured, in the order in which it is. */
final class Benchmarks {

  private final List<Benchmark> all;

  Benchmarks(BenchOptions options) {
    all = new ArrayList<>(InterestBenchmarks.all());
    all.addAll(
        List.of(
            new Comparison(
                "embed.of_limit",
                "the embedding operator over ONNX Runtime alone, on the same batches",
                "texts",
                Target.atLeast(0.90),
                new EmbedTextsRate(1_000),
                new BareOnnxRate(1_000)),
            new SimilarityBench(options),
            new SkewBench(options),
            new NearestBench(options),
            new PseudonymsBench(),
            new SealBench()));
  }

  List<Benchmark> all() {
    return all;
  }

  /**
   * Those with a name, or whose name begins with it and a dot.
   *
   * @param names none for all
   * @throws UsageException if there is no such part
   */
  Set<Benchmark> named(List<String> names) {
    if (names.isEmpty()) {
      return new LinkedHashSet<>(all);
    }
    Set<Benchmark> picked = new LinkedHashSet<>();
    for (String name : names) {
      List<Benchmark> matching = all.stream().filter(part -> isNamed(part, name)).toList();
      if (matching.isEmpty()) {
        throw new UsageException(
            "There is no part '%s' to measure. There are: %s".formatted(name, names()));
      }
      picked.addAll(matching);
    }
    return picked;
  }

  private static boolean isNamed(Benchmark part, String name) {
    String own = part.name() + ".";
    return own.regionMatches(true, 0, name + ".", 0, name.length() + 1);
  }

  private String names() {
    return all.stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }
}
