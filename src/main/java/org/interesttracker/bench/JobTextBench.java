package org.interesttracker.bench;

import java.util.Map;
import java.util.stream.LongStream;

/**
 * The whole job with a new text in one event of 20, over what its engine and ONNX Runtime alone
 * allow together: an event takes the engine's time and a twentieth of a text's.
 */
final class JobTextBench implements Benchmark {

  private static final int TEXTS = 400;

  @Override
  public String name() {
    return "job.text";
  }

  @Override
  public String description() {
    return "the whole job, a new text in 1 event of 20, over what engine and ONNX Runtime allow";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (JobRun run = new JobRun(JobData.NEW_TEXTS, JobOfEngineBench.cores(), Map.of());
        BareOnnx bare = new BareOnnx(LongStream.range(0, TEXTS).mapToObj(Texts::of).toList())) {
      new Comparison(
              name(),
              description(),
              "events",
              Target.atLeast(.70),
              run::job,
              () -> 1 / (1 / run.engine() + 1 / (JobData.SEARCH_EVERY * bare.perSecond())))
          .measure(figures);
    }
  }
}
