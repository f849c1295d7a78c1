package org.interesttracker.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.interesttracker.broadcast.Broadcast;

/**
 * Connects a stream that is partitioned by user already with a broadcast one. Flink's own connect
 * takes a function there; bundles need an operator.
 */
public final class BroadcastConnection {

  private BroadcastConnection() {}

  /**
   * @param id uid and name
   * @param user the key of the first input
   * @param news broadcast already
   */
  public static <I, O> SingleOutputStreamOperator<O> connect(
      String id,
      DataStream<I> partitionedByUser,
      KeySelector<I, String> user,
      DataStream<Broadcast> news,
      TwoInputStreamOperator<I, Broadcast, O> operator,
      TypeInformation<O> type) {
    StreamExecutionEnvironment environment = partitionedByUser.getExecutionEnvironment();
    var transformation =
        new TwoInputTransformation<>(
            partitionedByUser.getTransformation(),
            news.getTransformation(),
            id,
            operator,
            type,
            environment.getParallelism());
    transformation.setStateKeySelectors(user, null);
    transformation.setStateKeyType(Types.STRING);
    environment.addOperator(transformation);
    return new Result<>(environment, transformation).uid(id).name(id);
  }

  /** Gives access to a constructor that Flink keeps to its own streams. */
  private static final class Result<T> extends SingleOutputStreamOperator<T> {
    Result(StreamExecutionEnvironment environment, Transformation<T> transformation) {
      super(environment, transformation);
    }
  }
}
