package org.interesttracker.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Says that a side input is idle where it would say that time has ended. Flink leaves idle inputs
 * out of the least watermark: joined with events that are silent for a while, an input at the end
 * of time would be the only one left, take event time there, and make all later events late.
 *
 * <p>State and timers: none.
 *
 * @param <T> the records
 */
final class IdleAtEndOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {

  private static final long serialVersionUID = 1L;

  /** The same records, in one subtask. */
  static <T> DataStream<T> of(DataStream<T> stream, TypeInformation<T> type, String id) {
    return stream.transform(id, type, new IdleAtEndOperator<T>()).uid(id).setParallelism(1);
  }

  @Override
  public void processElement(StreamRecord<T> record) {
    output.collect(record);
  }

  @Override
  public void processWatermark(Watermark mark) {
    if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
    } else {
      output.emitWatermark(mark);
    }
  }
}
