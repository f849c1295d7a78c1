package org.interesttracker.job;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Watermarks for a side input without event time: none until it counts as read, then the end of
 * time, so that from then on it never holds up the stream that it is connected to. To call it idle
 * would not do: a catalog that speaks again would hold the stream up again.
 *
 * <p>An input that ends counts as read at its end. One that does not counts as read when it is
 * silent; so the mark stands behind the slow work on it, because before it a source that is held up
 * would look silent.
 *
 * @param <T> the records
 */
final class ReadOnce<T> implements WatermarkGenerator<T> {

  /** Longer than any run: an input that ends counts as read at its end alone. */
  static final Duration AT_END = Duration.ofNanos(Long.MAX_VALUE);

  private final long firstWithinNanos;
  private final long quietAfterNanos;
  private final long start = System.nanoTime();
  private long latest;
  private boolean any;

  private ReadOnce(Duration firstWithin, Duration quietAfter) {
    this.firstWithinNanos = firstWithin.toNanos();
    this.quietAfterNanos = quietAfter.toNanos();
  }

  /**
   * @param firstWithin an input that sends nothing for so long counts as empty
   * @param quietAfter an input that is silent for so long after a record counts as read
   */
  static <T> DataStream<T> mark(
      DataStream<T> stream, String id, Duration firstWithin, Duration quietAfter) {
    return stream
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<T>forGenerator(context -> new ReadOnce<>(firstWithin, quietAfter)))
        .uid(id)
        .name(id)
        .setParallelism(1);
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    any = true;
    latest = System.nanoTime();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = System.nanoTime();
    if (any ? now - latest >= quietAfterNanos : now - start >= firstWithinNanos) {
      output.emitWatermark(new Watermark(Long.MAX_VALUE));
    }
  }
}
