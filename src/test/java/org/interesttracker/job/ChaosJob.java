package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.Event;

/**
 * The whole job, of the job's jar, with a step more behind the events, which throws when a file in
 * a folder tells it to.
 */
public final class ChaosJob {

  /** The file that one task takes away before it throws. */
  static final String FAIL = "fail";

  private ChaosJob() {}

  /**
   * Submits it.
   *
   * @param arguments the folder, a file of options, and options as key=value over them
   */
  public static void main(String[] arguments) throws Exception {
    TrackerConfig tracker = new TrackerConfig().file(Path.of(arguments[1]));
    for (int k = 2; k < arguments.length; k++) {
      String[] option = arguments[k].split("=", 2);
      tracker.set(option[0], option[1]);
    }
    String folder = arguments[0];
    new JobLauncher(
            tracker.build(),
            JobLauncher.JOB_NAME,
            (environment, config) -> define(environment, config, folder))
        .submit();
  }

  private static void define(
      StreamExecutionEnvironment environment, Configuration config, String folder) {
    InterestPipeline.Inputs in = new Sources(environment, config).open();
    DataStream<Event> events =
        with(in.events(), "fail-when-told", Event.class, new FailWhenTold<>(folder));
    new Sinks(config)
        .attach(
            new InterestPipeline(new PipelineSettings(config))
                .define(Exchanged.events(in, events)));
  }

  private static <T> SingleOutputStreamOperator<T> with(
      DataStream<T> stream, String id, Class<T> type, RichMapFunction<T, T> step) {
    return stream.map(step).returns(TypeInformation.of(type)).uid(id).name(id);
  }

  /**
   * Throws once for each file that it finds.
   *
   * @param <T> the records
   */
  private static final class FailWhenTold<T> extends RichMapFunction<T, T> {

    private static final long serialVersionUID = 1L;

    private final String folder;

    FailWhenTold(String folder) {
      this.folder = folder;
    }

    @Override
    public T map(T record) throws IOException {
      if (Files.deleteIfExists(Path.of(folder, FAIL))) {
        throw new IllegalStateException("Failing, as the test asks");
      }
      return record;
    }
  }
}
