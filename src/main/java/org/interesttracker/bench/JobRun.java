package org.interesttracker.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.FileUtils;
import org.interesttracker.event.Json;
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
      JobClient job = start(work, operators).client();
      ListProbe.awaitLast(job);
      ListProbe.end(job);
      return JobData.SESSION * ListProbe.perSecond();
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  /**
   * What is left of a job that followed its input.
   *
   * @param path of its savepoint
   * @param sentBytes what its operators sent each other
   */
  record Ended(Path path, long sentBytes) {}

  /** Ends a job that follows its input by a savepoint, once nearly all lists were made. */
  Ended savepoint() throws Exception {
    ListProbe.begin(0, data.windows() * 9L / 10);
    Path work = Files.createDirectory(folder.resolve("run"));
    JobLauncher.Embedded job =
        start(work, new TrackerOperators(new PipelineSettings(config(work))));
    ListProbe.awaitLast(job.client());
    long sent = sentBytes(job);
    String path =
        job.client()
            .stopWithSavepoint(
                false,
                Files.createDirectory(folder.resolve("savepoint")).toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get();
    job.client().getJobExecutionResult().get();
    return new Ended(Path.of(URI.create(path)), sent);
  }

  /** By Flink's own count. */
  private static long sentBytes(JobLauncher.Embedded job) throws Exception {
    URI address = URI.create(job.webAddress() + "/jobs/" + job.client().getJobID());
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    long sent = 0;
    for (JsonNode vertex : Json.MAPPER.readTree(answer).get("vertices")) {
      sent += vertex.get("metrics").get("write-bytes").longValue();
    }
    return sent;
  }

  private JobLauncher.Embedded start(Path work, ModelOperators operators) throws Exception {
    return new JobLauncher(config(work), "bench", ListProbe.watched(operators)).startEmbedded(work);
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
