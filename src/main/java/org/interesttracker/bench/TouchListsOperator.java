package org.interesttracker.bench;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.ListScore;
import org.interesttracker.recommend.RecommendOperator;
import org.interesttracker.recommend.Recommendation;

/**
 * Reads and writes what {@code recommend} does of each user, as bytes that say nothing, and sends
 * lists that are all alike; for each item that the user met for the first time, as many scores.
 */
final class TouchListsOperator extends AbstractStreamOperator<Recommendation>
    implements TwoInputStreamOperator<InterestUpdate, Broadcast, Recommendation> {

  private static final long serialVersionUID = 1L;

  private final List<String> models;
  private final int topK;
  private final Duration ttl;
  private final int listBytes;
  private final Sample<Recommendation> sample;

  private transient MapState<String, Object> met;
  private transient ValueState<byte[]> lastLists;
  private transient ValueState<byte[]> userWeights;
  private transient long seen;
  private transient Recommendation like;

  /**
   * @param listBytes how much is kept of the last lists of a user
   * @param sample what lists are like
   */
  TouchListsOperator(
      List<String> models, int topK, Duration ttl, int listBytes, Sample<Recommendation> sample) {
    this.models = models;
    this.topK = topK;
    this.ttl = ttl;
    this.listBytes = listBytes;
    this.sample = sample;
  }

  @Override
  public void open() throws Exception {
    super.open();
    like = sample.value();
    processWatermarkStatus2(WatermarkStatus.IDLE);
    met = getRuntimeContext().getMapState(RecommendOperator.metDescriptor(ttl));
    lastLists = bytes("last-lists");
    userWeights = bytes("user-weights");
  }

  private ValueState<byte[]> bytes(String name) {
    var descriptor =
        new ValueStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement1(StreamRecord<InterestUpdate> record) throws Exception {
    InterestUpdate interest = record.getValue();
    byte[] last = lastLists.value();
    byte[] weights = userWeights.value();
    boolean teaches = false;
    for (String item : interest.newItems()) {
      if (!met.contains(item)) {
        score(interest);
        teaches = true;
      }
      met.put(item, interest.timestamp());
    }
    if (teaches) {
      userWeights.update(weights == null ? new byte[8 + 5 * models.size()] : weights);
    }
    for (String item : met.keys()) {
      seen += item.length();
    }
    lastLists.update(last == null ? new byte[listBytes] : last);
    output.collect(record.replace(list(interest)));
  }

  private void score(InterestUpdate interest) {
    for (String model : models) {
      emit(new ListScore(model, topK, 0), interest);
    }
    emit(new ListScore(LastLists.BLEND, topK, 0), interest);
  }

  private void emit(ListScore score, InterestUpdate interest) {
    output.collect(RecommendOperator.SCORES, new StreamRecord<>(score, interest.windowEnd() - 1));
  }

  private Recommendation list(InterestUpdate interest) {
    return new Recommendation(
        interest.userId(),
        like.recommendationId(),
        like.items(),
        like.weights(),
        like.ownWeights(),
        like.modelVersion(),
        like.similarityRows(),
        like.countsTime(),
        interest.windowEnd(),
        interest.timestamp(),
        false);
  }

  @Override
  public void processElement2(StreamRecord<Broadcast> record) {}

  @Override
  public void processWatermark2(Watermark mark) {}
}
