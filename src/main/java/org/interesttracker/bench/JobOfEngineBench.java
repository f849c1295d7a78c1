package org.interesttracker.bench;

import java.util.Map;

/** The whole job over its engine, see {@link Engine}. */
final class JobOfEngineBench implements Benchmark {

  @Override
  public String name() {
    return "job.of_engine";
  }

  @Override
  public String description() {
    return "the whole job over the same graph without models: same records, same bytes of state";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (JobRun run = new JobRun(JobData.KNOWN_TEXTS, cores(), Map.of())) {
      new Comparison(name(), description(), "events", Target.atLeast(.50), run::job, run::engine)
          .measure(figures);
    }
  }

  /** A slot for each core, as flink-conf has it. */
  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
