package org.interesttracker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
    try (JobRun run = new JobRun(JobData.NEW_TEXTS, JobOfEngineBench.cores(), Map.of())) {
      new Comparison(
              name(), description(), "events", Target.atLeast(.70), run::job, () -> limit(run))
          .measure(figures);
    }
  }

  private static double limit(JobRun run) throws Exception {
    return 1 / (1 / run.engine() + 1 / (JobData.SEARCH_EVERY * textsPerSecond()));
  }

  /** By all cores, a session on each. */
  private static double textsPerSecond() {
    List<CompletableFuture<Double>> sessions = new ArrayList<>();
    for (int core = 0; core < JobOfEngineBench.cores(); core++) {
      sessions.add(CompletableFuture.supplyAsync(JobTextBench::bareTextsPerSecond));
    }
    return sessions.stream().mapToDouble(CompletableFuture::join).sum();
  }

  private static double bareTextsPerSecond() {
    try {
      return new BareOnnxRate(TEXTS).perSecond();
    } catch (Exception e) {
      throw new IllegalStateException("ONNX Runtime could not be measured", e);
    }
  }
}
