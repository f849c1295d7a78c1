package org.interesttracker.window;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * How a user's events are cut into windows.
 *
 * @param kind of window
 * @param size of tumbling and sliding windows
 * @param slide of sliding windows
 * @param gap of session windows
 * @param allowedLateness how long after its end a window still takes events
 * @param earlyCount fires as soon as so many events wait; 0 for never
 * @param earlyAge fires when the first waiting event has waited so long, processing time; zero for
 *     never
 */
public record WindowSettings(
    Kind kind,
    Duration size,
    Duration slide,
    Duration gap,
    Duration allowedLateness,
    int earlyCount,
    Duration earlyAge)
    implements Serializable {

  /** The kinds of windows. */
  public enum Kind {
    TUMBLING,
    SLIDING,
    SESSION
  }

  /** Flink's own assigner. */
  public WindowAssigner<Object, TimeWindow> assigner() {
    return switch (kind) {
      case TUMBLING -> TumblingEventTimeWindows.of(size);
      case SLIDING -> SlidingEventTimeWindows.of(size, slide);
      case SESSION -> EventTimeSessionWindows.withGap(gap);
    };
  }

  /**
   * What a savepoint with open windows is bound to, as the options say it. What is in an open
   * window of another kind would never be told of; of overlapping ones of another length it would
   * be told of twice or never. Tumbling windows of another size stand beside those that are open,
   * and a session that is open ends by the gap it began with.
   */
  String lasting() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.SLIDING
        ? "%s, %d ms by %d ms".formatted(name, size.toMillis(), slide.toMillis())
        : name;
  }

  /**
   * For how long after the end of the window that a message was new in any window keeps it, and its
   * user's timers.
   */
  public Duration settling() {
    return kind == Kind.SLIDING ? allowedLateness.plus(size).minus(slide) : allowedLateness;
  }

  /**
   * Whether an event is new to a window. Sliding windows overlap; an event is new in the first that
   * ends after it, and has been delivered by the time the next one fires.
   */
  boolean isNew(long timestamp, TimeWindow window) {
    return kind != Kind.SLIDING || timestamp >= window.getEnd() - slide.toMillis();
  }

  /**
   * Whether an event comes too late for the window it would have been new in, and this is the first
   * that still takes it.
   */
  boolean isLatecomer(long timestamp, TimeWindow window, long watermark) {
    return !isNew(timestamp, window)
        && window.maxTimestamp() - slide.toMillis() + allowedLateness.toMillis() <= watermark;
  }
}
