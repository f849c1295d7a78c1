package org.interesttracker.bench;

import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;

/** What the index of a large catalog takes and finds. */
record NearestBench(BenchOptions options) implements Benchmark {

  @Override
  public String name() {
    return "nearest";
  }

  @Override
  public String description() {
    return "the index of items: building it, its bytes, what it finds, a list by it and by all";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (ProgressBar progress = Console.progress(name(), options.items());
        LargeCatalog catalog = new LargeCatalog(options.items())) {
      figures.add("nearest.build", catalog.build(progress), "items/s");
      figures.add("nearest.bytes", catalog.bytesPerItem(), "B/item");
      figures.add("nearest.recall@10", catalog.recall(), "share", Target.atLeast(0.95));
      figures.add("nearest.list", catalog.listMicros(), "us");
      figures.add("nearest.list.exact", catalog.exactListMicros(), "us");
    }
  }
}
