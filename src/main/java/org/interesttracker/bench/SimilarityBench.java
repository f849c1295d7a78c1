package org.interesttracker.bench;

import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;

/** How many events the similarity stage takes, and how many bytes it keeps. */
record SimilarityBench(BenchOptions options) implements Benchmark {

  @Override
  public String name() {
    return "similarity";
  }

  @Override
  public String description() {
    return "the similarity stage: events a second of processor time, bytes of state a pair";
  }

  /** The state is measured first, which warms up as well. */
  @Override
  public void measure(Figures figures) throws Exception {
    SimilarityStage stage = new SimilarityStage(options.events());
    try (ProgressBar progress = Console.progress(name(), 2)) {
      double bytes = stage.bytesPerPair();
      progress.step();
      figures.add("similarity.per_core", stage.perCore(), "events/s");
      figures.add("similarity.bytes_per_pair", bytes, "B/pair");
      progress.step();
    }
  }
}
