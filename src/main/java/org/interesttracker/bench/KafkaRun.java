package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.FileUtils;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.job.TrackerConfig;
import org.interesttracker.job.TrackerOperators;
import org.interesttracker.job.TrialTopics;

/**
 * One run of the whole job within this process, from and to a broker; the catalog is a file. It
 * goes on until it is closed.
 */
final class KafkaRun implements AutoCloseable {

  private final TrialTopics topics;
  private final Path folder;
  private final Configuration config;
  private JobClient client;

  /**
   * @param options of the job beside its inputs and outputs
   */
  KafkaRun(JobData data, String servers, int parallelism, Map<String, String> options)
      throws Exception {
    topics = new TrialTopics(servers, parallelism);
    folder = Files.createTempDirectory("bench");
    Path catalog = folder.resolve("catalog.jsonl");
    data.writeCatalog(catalog);
    Map<String, String> all = new HashMap<>(topics.options());
    all.put("catalog.path", catalog.toUri().toString());
    all.put(CoreOptions.DEFAULT_PARALLELISM.key(), Integer.toString(parallelism));
    all.putAll(options);
    TrackerConfig checked = new TrackerConfig();
    all.forEach(checked::set);
    config = checked.build();
  }

  TrialTopics topics() {
    return topics;
  }

  void send(Event event) throws IOException {
    topics.send(event.userId(), Json.MAPPER.writeValueAsBytes(event));
  }

  /**
   * Starts the job; the rate is taken between two lists, and this waits for the second.
   *
   * @param first how many lists come before the first
   * @param last how many come up to the last
   * @return lists a second
   */
  double listsPerSecond(long first, long last) throws Exception {
    ListProbe.begin(first, last);
    start();
    ListProbe.awaitLast(client);
    return ListProbe.perSecond();
  }

  /** Starts the job, whose lists are counted from here on. */
  void startCounting() throws Exception {
    ListProbe.begin(Long.MAX_VALUE, Long.MAX_VALUE);
    start();
  }

  private void start() throws Exception {
    client =
        new JobLauncher(
                config,
                "bench",
                ListProbe.watched(new TrackerOperators(new PipelineSettings(config))))
            .startEmbedded(folder)
            .client();
  }

  /** Fails if the job has ended. */
  void requireRunning() {
    if (client.getJobExecutionResult().isDone()) {
      throw new IllegalStateException("The job that is measured has ended");
    }
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      ListProbe.end(client);
    }
    FileUtils.deleteDirectory(folder.toFile());
    topics.close();
  }
}
