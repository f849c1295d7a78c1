package org.interesttracker.job;

import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks that lag behind the latest event by a bound, sent at intervals, and at once for the
 * first event of a partition or file. A source has a generator for each file and lets go of it at
 * the file's end; the time of a file that is read between two intervals would never be told.
 *
 * <p>They never pass the present: an event from a clock that is fast waits for its time, and makes
 * no other event late.
 *
 * @param <T> the records
 */
final class EventTimeWatermarks<T> implements WatermarkGenerator<T> {

  private final long outOfOrderMillis;
  private final Clock clock;
  private long latest = Long.MIN_VALUE;

  private EventTimeWatermarks(Duration outOfOrder, Clock clock) {
    this.outOfOrderMillis = outOfOrder.toMillis();
    this.clock = clock;
  }

  /**
   * @param outOfOrder how far an event may be behind the latest one
   */
  static <T> WatermarkStrategy<T> within(Duration outOfOrder) {
    return WatermarkStrategy.forGenerator(context -> of(outOfOrder, Clock.systemUTC()));
  }

  /**
   * @param clock tells the present
   */
  static <T> WatermarkGenerator<T> of(Duration outOfOrder, Clock clock) {
    return new EventTimeWatermarks<>(outOfOrder, clock);
  }

  /**
   * @param timestamp {@link Long#MIN_VALUE} for a record without a time
   */
  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    boolean first = latest == Long.MIN_VALUE;
    latest = Math.max(latest, timestamp);
    if (first) {
      onPeriodicEmit(output);
    }
  }

  /** What Flink was told before stays: a clock that is set back takes no watermark back. */
  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (latest > Long.MIN_VALUE) {
      long reached = Math.min(latest, clock.millis());
      output.emitWatermark(new Watermark(reached - outOfOrderMillis - 1));
    }
  }
}
