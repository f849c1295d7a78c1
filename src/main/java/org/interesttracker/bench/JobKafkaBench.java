package org.interesttracker.bench;

import java.util.Map;

/** The whole job from and to a broker, exactly once, over the same from file to file. */
final class JobKafkaBench implements Benchmark {

  private final BenchOptions options;

  JobKafkaBench(BenchOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "job.kafka";
  }

  @Override
  public String description() {
    return "the whole job from and to Kafka, exactly once, over file to file; needs --kafka";
  }

  @Override
  public boolean isPossible() {
    return options.hasKafka();
  }

  @Override
  public void measure(Figures figures) throws Exception {
    String servers = options.kafka(name());
    try (JobRun files = new JobRun(JobData.KNOWN_TEXTS, JobOfEngineBench.cores(), Map.of())) {
      new Comparison(
              name(),
              description(),
              "events",
              Target.atLeast(.70),
              () -> perSecond(servers),
              files::job)
          .measure(figures);
    }
  }

  /** A topic has no end, so that the last windows never fire. */
  private static double perSecond(String servers) throws Exception {
    JobData data = JobData.KNOWN_TEXTS;
    try (KafkaRun run =
        new KafkaRun(
            data,
            servers,
            JobOfEngineBench.cores(),
            Map.of("output.delivery-guarantee", "exactly-once"))) {
      data.forEach(run::send);
      run.topics().flush();
      return JobData.SESSION * run.listsPerSecond(data.windows() / 3, data.windows() * 4L / 5);
    }
  }
}
