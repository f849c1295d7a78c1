package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.FileUtils;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.ModelOperators;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.job.TrackerConfig;
import org.interesttracker.job.TrackerOperators;
import org.interesttracker.recommend.Recommendation;

/**
 * Runs of the whole job within this process, from files to files, with RocksDB and checkpoints.
 * Rates are taken at the job's end: between the list that a third of the windows was before and the
 * last one, so that starting, the catalog and the first look at each text do not count.
 */
final class JobRun {

  private static final AtomicLong LISTS = new AtomicLong();
  private static final AtomicLong FROM = new AtomicLong();
  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();
  private static final AtomicReference<InterestUpdate> UPDATE = new AtomicReference<>();
  private static final AtomicReference<Recommendation> LIST = new AtomicReference<>();

  private final JobData data;
  private final Path folder;
  private final Map<String, String> options;

  /**
   * @param folder of files that {@link #prepare} makes
   * @param options of the job beside its inputs and outputs
   */
  JobRun(JobData data, Path folder, Map<String, String> options) {
    this.data = data;
    this.folder = folder;
    this.options = options;
  }

  /** Makes the input. */
  void prepare() throws Exception {
    Files.createDirectories(folder);
    data.writeCatalog(catalog());
    data.writeEvents(events());
  }

  private Path catalog() {
    return folder.resolve("catalog.jsonl");
  }

  private Path events() {
    return folder.resolve("events.jsonl");
  }

  /** Events a second, models and all. */
  double job() throws Exception {
    return perSecond(new TrackerOperators(new PipelineSettings(config(folder))));
  }

  /** Events a second of the engine alone; the job must have run before, to be like it. */
  double engine() throws Exception {
    return perSecond(new Engine(new PipelineSettings(config(folder)), samples()));
  }

  private static JobSamples samples() throws IOException {
    return new JobSamples(
        Sample.of(InterestUpdate.class, UPDATE.get()),
        Sample.of(Recommendation.class, LIST.get()));
  }

  private double perSecond(ModelOperators operators) throws Exception {
    Path work = Files.createTempDirectory(folder, "run");
    try {
      FROM.set(data.windows() / 3);
      LISTS.set(0);
      new JobLauncher(
              config(work),
              "bench",
              (environment, config) ->
                  JobLauncher.define(
                      environment,
                      config,
                      operators,
                      updates ->
                          updates.map(JobRun::seen).returns(InterestUpdate.class).uid("seen-1"),
                      lists -> lists.map(JobRun::seen).returns(Recommendation.class).uid("seen-2")))
          .startEmbedded(work)
          .client()
          .getJobExecutionResult()
          .get();
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
    if (LISTS.get() != data.windows()) {
      throw new IllegalStateException(
          "The job made %d lists of %d windows".formatted(LISTS.get(), data.windows()));
    }
    double events = (double) JobData.SESSION * (LISTS.get() - FROM.get());
    return events * 1e9 / (LAST.get() - FIRST.get());
  }

  private static InterestUpdate seen(InterestUpdate update) {
    UPDATE.setPlain(update);
    return update;
  }

  private static Recommendation seen(Recommendation list) {
    long time = System.nanoTime();
    LIST.setPlain(list);
    LAST.set(time);
    if (LISTS.incrementAndGet() == FROM.get()) {
      FIRST.set(time);
    }
    return list;
  }

  private Configuration config(Path work) {
    TrackerConfig config = new TrackerConfig();
    config.set("events.path", events().toUri().toString());
    config.set("catalog.path", catalog().toUri().toString());
    config.set("output.path", work.resolve("out").toUri().toString());
    options.forEach(config::set);
    return config.build();
  }
}
