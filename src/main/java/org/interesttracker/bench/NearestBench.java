package org.interesttracker.bench;

import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;

/**
 * What the index of a large catalog takes and finds.
 *
 * @param items how many the catalog has
 */
record NearestBench(String name, int items) implements Benchmark {

  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.99;

  @Override
  public String description() {
    return "the best of %,d items by the index: how long a list takes, how many are found"
        .formatted(items);
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (ProgressBar progress = Console.progress(name(), items);
        LargeCatalog catalog = new LargeCatalog(items)) {
      double perSecond = catalog.build(progress);
      double recall = catalog.recall();
      figures.add(name + ".p99", catalog.listMillis(MOST), "ms", Target.atMost(5));
      figures.add(name + ".median", catalog.listMillis(MEDIAN), "ms");
      figures.add(name + ".recall@10", recall, "share", Target.atLeast(0.95));
      figures.add(name + ".by_all", catalog.exactListMillis(), "ms");
      figures.add(name + ".build", perSecond, "items/s");
      figures.add(name + ".bytes", catalog.bytesPerItem(), "B/item");
    }
  }
}
