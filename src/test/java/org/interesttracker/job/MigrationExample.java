package org.interesttracker.job;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.interesttracker.quality.MeasureQualityOperator;
import org.interesttracker.quality.ModelQuality;

/**
 * How state is carried over that the next version reads in no form of the present one, by Flink's
 * State Processor API: read it, change it, write a savepoint in which all other operators are as
 * they were. Here the figures of a model go on under another name, by which they are keyed.
 */
final class MigrationExample {

  private static final OperatorIdentifier QUALITY =
      OperatorIdentifier.forUid(OperatorIds.PREQUENTIAL_QUALITY);

  private MigrationExample() {}

  /**
   * @param savepoint its URI
   * @param out URI of the folder of the new one, which must not exist
   */
  static void renameModel(String savepoint, String out, String from, String to) throws Exception {
    Configuration config = new Configuration();
    // The scheduler for batches deals keys out by bytes, and state needs them by key group.
    config.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, config);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    DataStream<Figures> figures =
        SavepointReader.read(environment, savepoint)
            .readKeyedState(QUALITY, new Read(), Types.STRING, TypeInformation.of(Figures.class))
            .map(old -> old.model().equals(from) ? old.of(to) : old)
            .returns(Figures.class);
    SavepointWriter.fromExistingSavepoint(environment, savepoint)
        .removeOperator(QUALITY)
        .withOperator(
            QUALITY,
            OperatorTransformation.bootstrapWith(figures)
                .keyBy(Figures::model, Types.STRING)
                .transform(new Write()))
        .write(out);
    environment.execute("Rename " + from);
  }

  /**
   * What is kept of a model.
   *
   * @param latest the ranks of the latest items, by their place in a ring
   */
  public record Figures(String model, ModelQuality quality, Map<Integer, Integer> latest) {
    Figures of(String name) {
      return new Figures(name, quality, latest);
    }
  }

  private static MapStateDescriptor<Integer, Integer> latestDescriptor() {
    return new MapStateDescriptor<>("window", Types.INT, Types.INT);
  }

  private static final class Read extends KeyedStateReaderFunction<String, Figures> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<ModelQuality> quality;
    private transient MapState<Integer, Integer> latest;

    @Override
    public void open(OpenContext context) {
      quality = getRuntimeContext().getState(MeasureQualityOperator.qualityDescriptor());
      latest = getRuntimeContext().getMapState(latestDescriptor());
    }

    @Override
    public void readKey(String model, Context context, Collector<Figures> out) throws Exception {
      Map<Integer, Integer> ranks = new HashMap<>();
      for (Map.Entry<Integer, Integer> rank : latest.entries()) {
        ranks.put(rank.getKey(), rank.getValue());
      }
      out.collect(new Figures(model, quality.value(), ranks));
    }
  }

  private static final class Write extends KeyedStateBootstrapFunction<String, Figures> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<ModelQuality> quality;
    private transient MapState<Integer, Integer> latest;

    @Override
    public void open(OpenContext context) {
      quality = getRuntimeContext().getState(MeasureQualityOperator.qualityDescriptor());
      latest = getRuntimeContext().getMapState(latestDescriptor());
    }

    @Override
    public void processElement(Figures figures, Context context) throws Exception {
      quality.update(figures.quality());
      latest.putAll(figures.latest());
    }
  }
}
