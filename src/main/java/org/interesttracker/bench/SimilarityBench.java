package org.interesttracker.bench;

import java.time.Duration;

/**
 * How many events the similarity stage takes, over a plain count of the same pairs in RocksDB, and
 * how many bytes it keeps.
 */
record SimilarityBench(BenchOptions options) implements Benchmark {

  private static final int ITEMS = 1_000_000;
  private static final Duration COMPARING = Duration.ofSeconds(40);

  @Override
  public String name() {
    return "similarity";
  }

  @Override
  public String description() {
    return "the similarity stage over a plain count of the same pairs: events a second of"
        + " processor time; bytes of state a pair";
  }

  /** The state is measured first, which warms up as well. */
  @Override
  public void measure(Figures figures) throws Exception {
    SimilarityStage stage = new SimilarityStage(options.events(ITEMS));
    figures.add("similarity.bytes_per_pair", stage.bytesPerPair(), "B/pair");
    new Comparison(
            "similarity.per_core",
            description(),
            "events",
            Target.atLeast(0.50),
            stage::perCore,
            stage::plainPerCore,
            COMPARING)
        .measure(figures);
  }
}
