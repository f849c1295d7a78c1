package org.interesttracker.bench;

import java.time.Duration;
import java.util.List;
import org.interesttracker.interest.Dl4jLstm;
import org.interesttracker.interest.Lstm;
import org.interesttracker.seal.SealSettings;

/** What is measured of the interest operator. */
final class InterestBenchmarks {

  private static final int BATCH = 256;
  private static final int WINDOWS = 60_000;

  private static final Duration WITHIN = Duration.ofSeconds(25);

  private InterestBenchmarks() {}

  static List<Benchmark> all() {
    FilledState million = new FilledState(1_000_000, false);
    return List.of(
        new Comparison(
            "lstm.of_gemm",
            "steps of the LSTM for 256 users over its matrix products alone",
            "users",
            Target.atLeast(0.50),
            new LstmStepRate(BATCH, false),
            new LstmStepRate(BATCH, true),
            WITHIN),
        new Comparison(
            "lstm.vs_per_event",
            "the interest operator over the same with one DL4J step per event",
            "events",
            Target.atLeast(40),
            new TrackInterestRate(new InterestOperator(), WINDOWS),
            new TrackInterestRate(new InterestOperator(1, SealSettings.OFF, Dl4jLstm::new), 800),
            WITHIN),
        new Comparison(
            "lstm.vs_bundle_of_one",
            "the interest operator over the same with bundles of one event",
            "events",
            null,
            new TrackInterestRate(new InterestOperator(), WINDOWS),
            new TrackInterestRate(new InterestOperator(1, SealSettings.OFF, Lstm::new), 8_000),
            WITHIN),
        new Comparison(
            "interest.of_state",
            "the interest operator over one that only reads and writes as many bytes of RocksDB",
            "events",
            Target.atLeast(0.50),
            new TrackInterestRate(new InterestOperator(), WINDOWS),
            new TouchStateRate(WINDOWS)),
        new UserBytesBench(),
        new Comparison(
            "growth.users",
            "the interest operator at 1 million users over the same at 10,000",
            "events",
            Target.atLeast(0.70),
            new ManyUsersRate(million, WINDOWS),
            new ManyUsersRate(new FilledState(10_000, false), WINDOWS)),
        new CheckpointBench(million));
  }
}
