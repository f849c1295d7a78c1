package org.interesttracker.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.interesttracker.similarity.CountRow;

/** The whole job on a file of events, for the rows of item counts that it sends within itself. */
final class CountJob {

  private static final ConcurrentLinkedQueue<CountRow> ROWS = new ConcurrentLinkedQueue<>();

  private static FlinkRest rest;

  private CountJob() {}

  /** What the job that was started last tells of itself. */
  static FlinkRest rest() {
    return rest;
  }

  /** Runs until the input ends; returns the last row of each item. */
  static Map<String, CountRow> run(Path events, Path work, int parallelism, List<String> options)
      throws Exception {
    start(events, work, parallelism, options).getJobExecutionResult().get();
    return rows();
  }

  /**
   * @param options as key=value
   */
  static JobClient start(Path events, Path work, int parallelism, List<String> options)
      throws Exception {
    TrackerConfig tracker =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, events.toString())
            .set(TrackerOptions.OUTPUT_PATH, work.resolve("out").toString());
    for (String option : options) {
      String[] parts = option.split("=", 2);
      tracker.set(parts[0], parts[1]);
    }
    Configuration config = new JobLauncher(tracker.build()).embedded(work);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(config);
    environment.setParallelism(parallelism);
    rest = new FlinkRest("http://localhost:" + config.get(RestOptions.PORT));
    JobLauncher.define(environment, config);
    ROWS.clear();
    rows(environment)
        .map(
            row -> {
              ROWS.add(row);
              return 0;
            })
        .returns(Integer.class)
        .uid("rows")
        .sinkTo(new DiscardingSink<>())
        .uid("rows-seen");
    return environment.executeAsync();
  }

  /** The last row of each item so far. */
  static Map<String, CountRow> rows() {
    Map<String, CountRow> last = new TreeMap<>();
    ROWS.forEach(
        row ->
            last.merge(
                row.itemId(), row, (held, next) -> next.version() > held.version() ? next : held));
    return last;
  }

  /** What learn-similarity sends. */
  @SuppressWarnings("unchecked")
  private static DataStream<CountRow> rows(StreamExecutionEnvironment environment) {
    return environment.getTransformations().stream()
        .filter(operator -> OperatorIds.LEARN_SIMILARITY.equals(operator.getUid()))
        .map(operator -> new DataStream<>(environment, (Transformation<CountRow>) operator))
        .findFirst()
        .orElseThrow();
  }
}
