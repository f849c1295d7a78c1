package org.interesttracker.job;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks that lag behind the latest event by a bound, sent at intervals, and at once for the
 * first event of a partition or file. A source has a generator for each file and lets go of it at
 * the file's end; the time of a file that is read between two intervals would never be told.
 *
 * @param <T> the records
 */
final class EventTimeWatermarks<T> implements WatermarkGenerator<T> {

  private final WatermarkGenerator<T> bounded;
  private boolean told;

  private EventTimeWatermarks(Duration outOfOrder) {
    this.bounded = new BoundedOutOfOrdernessWatermarks<>(outOfOrder);
  }

  /**
   * @param outOfOrder how far an event may be behind the latest one
   */
  static <T> WatermarkStrategy<T> within(Duration outOfOrder) {
    return WatermarkStrategy.forGenerator(context -> new EventTimeWatermarks<>(outOfOrder));
  }

  /**
   * @param timestamp {@link Long#MIN_VALUE} for a record without a time
   */
  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    bounded.onEvent(event, timestamp, output);
    if (!told && timestamp > Long.MIN_VALUE) {
      told = true;
      bounded.onPeriodicEmit(output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    bounded.onPeriodicEmit(output);
  }
}
