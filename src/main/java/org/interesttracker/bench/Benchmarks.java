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
            new EmbedLimitBench(),
            new Comparison(
                "embed.cached",
                "events through parser and embedding operator, texts cached, over one that does"
                    + " nothing",
                "events",
                Target.atLeast(0.80),
                new CachedTextsRate(true),
                new CachedTextsRate(false)),
            new TokenizeBench(),
            new JobOfEngineBench(),
            new JobVsNaiveBench(),
            new GrowthCoresBench(),
            new JobTextBench(),
            new JobCostsBench(),
            new JobKafkaBench(options),
            new JobLatencyBench(options),
            new MemoryFlatBench(options),
            new SimilarityBench(options),
            new SkewBench(options),
            new ExactBench(),
            new NearestBench("recommend.million", 1_000_000),
            new CatalogGrowthBench(),
            new NearestBench("nearest", options.items()),
            new PseudonymsBench(),
            new SealBench()));
  }

  List<Benchmark> all() {
    return all;
  }

  /**
   * Those with a name, or whose name begins with it and a dot.
   *
   * @param names none for all that are possible
   * @throws UsageException if there is no such part
   */
  Set<Benchmark> named(List<String> names) {
    if (names.isEmpty()) {
      return all.stream()
          .filter(Benchmark::isPossible)
          .collect(Collectors.toCollection(LinkedHashSet::new));
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
