package org.interesttracker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.Event;

/**
 * The whole job over a job that calls both models once for each event, on the same cores, see
 * {@link NaiveFunction}. The events are those of the whole job, each with the text of its item.
 */
final class JobVsNaiveBench implements Benchmark {

  private static final int EVENTS = 900;

  /** The job runs in this process and reads them here. */
  private static List<Event> events;

  @Override
  public String name() {
    return "job.vs_naive";
  }

  @Override
  public String description() {
    return "the whole job over a job that calls both models once per event";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    events = withItemTexts(JobData.KNOWN_TEXTS);
    try (JobRun run = new JobRun(JobData.KNOWN_TEXTS, JobOfEngineBench.cores(), Map.of())) {
      new Comparison(
              name(),
              description(),
              "events",
              Target.atLeast(25),
              run::job,
              () -> TimedJob.perSecond(JobOfEngineBench.cores(), JobVsNaiveBench::define))
          .measure(figures);
    }
  }

  private static DataStream<float[]> define(StreamExecutionEnvironment environment) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                index -> events.get(index.intValue()), EVENTS, TypeInformation.of(Event.class)),
            WatermarkStrategy.noWatermarks(),
            "events")
        .setParallelism(1)
        .keyBy(Event::userId, Types.STRING)
        .process(new NaiveFunction(), PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private static List<Event> withItemTexts(JobData data) throws Exception {
    List<Event> all = new ArrayList<>();
    data.with(EVENTS).forEach(event -> all.add(data.withItemText(event)));
    return all;
  }
}
