package org.interesttracker.bench;

import java.time.Duration;
import org.interesttracker.interest.Lstm;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.Sealer;

/** What users' keys cost: values and keys by themselves, and the interest operator with them. */
final class SealBench implements Benchmark {

  private static final Duration COMPARING = Duration.ofSeconds(40);

  @Override
  public String name() {
    return "seal";
  }

  @Override
  public String description() {
    return "sealing with users' keys: values, keys, and the interest operator with and without";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (SealCosts costs = new SealCosts()) {
      SealCosts.Micros micros = costs.micros();
      figures.add("seal.value", micros.seal(), "us");
      figures.add("seal.open", micros.open(), "us");
      figures.add("seal.key.create", micros.create(), "us");
      figures.add("seal.key.find", micros.find(), "us");
      figures.add("seal.bytes", Sealer.OVERHEAD, "B/value");
      new Comparison(
              "seal.vs_plain",
              "the interest operator with users' keys over the same without",
              "events",
              null,
              new TrackInterestRate(
                  new InterestOperator(InterestOperator.BUNDLE, costs.settings(), Lstm::new),
                  120_000),
              new TrackInterestRate(
                  new InterestOperator(InterestOperator.BUNDLE, SealSettings.OFF, Lstm::new),
                  120_000),
              COMPARING)
          .measure(figures);
    }
  }
}
