package org.interesttracker.bench;

/** What the sequence model proposes of 10,000 items over the product that scores them. */
record ExactBench() implements Benchmark {

  private static final int ITEMS = 10_000;

  @Override
  public String name() {
    return "recommend.exact";
  }

  @Override
  public String description() {
    return "the sequence model's best of 10,000 items for a bundle of 256 users over the matrix"
        + " product alone";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    new Comparison(
            name(),
            description(),
            "lists",
            Target.atLeast(0.50),
            new ExactListsRate(ITEMS),
            new ScoringProductRate(ITEMS))
        .measure(figures);
  }
}
