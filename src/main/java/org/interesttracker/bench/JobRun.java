package org.interesttracker.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.FileUtils;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.ModelOperators;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.job.TrackerConfig;
import org.interesttracker.job.TrackerOperators;

/**
 * Runs of the whole job within this process, from files to files, with RocksDB and checkpoints. A
 * rate is taken from the list that a third of the windows was before to the last.
 */
final class JobRun implements AutoCloseable {

  private final JobData data;
  private final Path folder;
  private final Map<String, String> options;

  /**
   * Makes the input, in a folder that closing removes.
   *
   * @param options of the job beside its inputs and outputs
   */
  JobRun(JobData data, int parallelism, Map<String, String> options) throws IOException {
    this.data = data;
    this.folder = Files.createTempDirectory("bench");
    this.options = new LinkedHashMap<>(options);
    this.options.put(CoreOptions.DEFAULT_PARALLELISM.key(), Integer.toString(parallelism));
    data.writeCatalog(catalog());
    data.writeEvents(events());
  }

  private Path catalog() {
    return folder.resolve("catalog.jsonl");
  }

  private Path events() {
    return folder.resolve("events.jsonl");
  }

  JobData data() {
    return data;
  }

  /** Events a second, models and all. */
  double job() throws Exception {
    return perSecond(new TrackerOperators(new PipelineSettings(config(folder))));
  }

  /** Events a second of the engine alone; the job must have run before, to be like it. */
  double engine() throws Exception {
    return perSecond(new Engine(new PipelineSettings(config(folder)), ListProbe.samples()));
  }

  /** The job ends with its last list: at its own end it would wait for a last checkpoint. */
  private double perSecond(ModelOperators operators) throws Exception {
    Path work = Files.createTempDirectory(folder, "run");
    try {
      ListProbe.begin(data.windows() / 3, data.windows());
      JobClient job = start(work, operators);
      ListProbe.awaitLast(job);
      ListProbe.end(job);
      return JobData.SESSION * ListProbe.perSecond();
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  /** Ends a job that follows its input by a savepoint, once nearly all lists were made. */
  Path savepoint() throws Exception {
    ListProbe.begin(0, data.windows() * 9L / 10);
    JobClient job =
        start(
            Files.createDirectory(folder.resolve("run")),
            new TrackerOperators(new PipelineSettings(config(folder))));
    ListProbe.awaitLast(job);
    String path =
        job.stopWithSavepoint(
                false,
                Files.createDirectory(folder.resolve("savepoint")).toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get();
    job.getJobExecutionResult().get();
    return Path.of(URI.create(path));
  }

  private JobClient start(Path work, ModelOperators operators) throws Exception {
    return new JobLauncher(config(work), "bench", ListProbe.watched(operators))
        .startEmbedded(work)
        .client();
  }

  private Configuration config(Path work) {
    TrackerConfig config = new TrackerConfig();
    config.set("events.path", events().toUri().toString());
    config.set("catalog.path", catalog().toUri().toString());
    config.set("output.path", work.resolve("out").toUri().toString());
    options.forEach(config::set);
    return config.build();
  }

  @Override
  public void close() throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
  }
}
