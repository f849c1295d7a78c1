package org.interesttracker.bench;

import java.time.Duration;

/** Lists by all models in a catalog of a million items over those in one of ten thousand. */
record CatalogGrowthBench() implements Benchmark {

  private static final int LARGE = 1_000_000;
  private static final int SMALL = 10_000;

  /** The virtual machine compiles what makes lists for some thousand of them. */
  private static final int WARM_UP = 8;

  /** Making the large catalog takes the rest. */
  private static final Duration COMPARING = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "growth.catalog";
  }

  @Override
  public String description() {
    return "lists by all models at a million items over those at ten thousand";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (RecommenderRate small = new RecommenderRate(SMALL)) {
      for (int round = 0; round < WARM_UP; round++) {
        small.perSecond();
      }
      measure(small, figures);
    }
  }

  private void measure(RecommenderRate small, Figures figures) throws Exception {
    try (RecommenderRate large = new RecommenderRate(LARGE)) {
      new Comparison(name(), description(), "lists", Target.atLeast(0.60), large, small, COMPARING)
          .measure(figures);
    }
  }
}
