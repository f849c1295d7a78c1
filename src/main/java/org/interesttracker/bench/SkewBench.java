package org.interesttracker.bench;

import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;

/**
 * How much more the busiest slot of the similarity stage has to do than their mean: processor time,
 * deltas and pairs, with what a bundle adds to an item merged, and unmerged.
 */
record SkewBench(BenchOptions options) implements Benchmark {

  @Override
  public String name() {
    return "skew";
  }

  @Override
  public String description() {
    return "the busiest slot of the similarity stage over their mean";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    SimilarityStage stage = new SimilarityStage(options.events());
    try (ProgressBar progress = Console.progress(name(), 2)) {
      SimilarityLoad.Result unmerged = stage.load(options.slots(), 1);
      progress.step();
      SimilarityLoad.Result merged = stage.load(options.slots(), SimilarityStage.BUNDLE);
      progress.step();
      add(figures, "similarity.busiest_over_mean", Target.atMost(1.5), merged);
      add(figures, "similarity.unmerged", null, unmerged);
    }
  }

  private static void add(Figures figures, String name, Target target, SimilarityLoad.Result load) {
    figures.add(name, load.busy(), "ratio", target);
    figures.add(name + ".deltas", load.deltas(), "ratio");
    figures.add(name + ".pairs", load.pairs(), "ratio");
  }
}
