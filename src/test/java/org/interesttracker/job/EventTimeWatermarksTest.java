package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventTimeWatermarksTest {

  private final List<Long> sent = new ArrayList<>();
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          sent.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          throw new IllegalStateException("Not idle");
        }

        @Override
        public void markActive() {}
      };

  @Test
  void theFirstEventWithATimeIsToldOfAtOnceAndOthersAtIntervals() {
    var watermarks =
        EventTimeWatermarks.<String>within(Duration.ofMillis(10)).createWatermarkGenerator(null);
    watermarks.onEvent("unreadable", Long.MIN_VALUE, output);
    assertThat(sent).isEmpty();
    watermarks.onEvent("first", 100, output);
    assertThat(sent).containsExactly(89L);
    watermarks.onEvent("second", 200, output);
    watermarks.onEvent("earlier", 150, output);
    assertThat(sent).containsExactly(89L);
    watermarks.onPeriodicEmit(output);
    assertThat(sent).containsExactly(89L, 189L);
  }

  /** One client whose clock is four minutes fast, within what events.max-future allows. */
  @Test
  void anEventAheadOfThePresentMakesNoOtherLate() {
    long now = 1_000_000;
    MovableClock clock = new MovableClock(now);
    var watermarks = EventTimeWatermarks.<String>of(Duration.ofSeconds(10), clock);
    watermarks.onEvent("fast", now + 240_000, output);
    watermarks.onEvent("right", now, output);
    watermarks.onPeriodicEmit(output);
    assertThat(sent).containsExactly(now - 10_001, now - 10_001);

    clock.now = now + 100_000;
    watermarks.onPeriodicEmit(output);
    assertThat(sent).endsWith(now + 89_999);
    clock.now = now + 500_000;
    watermarks.onPeriodicEmit(output);
    assertThat(sent).as("but no further than the latest event").endsWith(now + 229_999);
  }

  /** As a source of Flink puts it together: what was told is never taken back. */
  @Test
  void aClockThatIsSetBackTakesNoWatermarkBack() {
    MovableClock clock = new MovableClock(1_000_000);
    List<Long> told = new ArrayList<>();
    WatermarkOutputMultiplexer source = source(told);
    source.registerNewOutput("0");
    var watermarks = EventTimeWatermarks.<String>of(Duration.ZERO, clock);
    watermarks.onEvent("first", 999_000, source.getImmediateOutput("0"));
    clock.now = 500_000;
    watermarks.onEvent("second", 1_100_000, source.getImmediateOutput("0"));
    watermarks.onPeriodicEmit(source.getDeferredOutput("0"));
    source.onPeriodicEmit();
    assertThat(told).containsExactly(998_999L);
    clock.now = 2_000_000;
    watermarks.onPeriodicEmit(source.getDeferredOutput("0"));
    source.onPeriodicEmit();
    assertThat(told).containsExactly(998_999L, 1_099_999L);
  }

  /** With the idleness that the events' source has. */
  @Test
  void aSilentPartitionHoldsUpTimeNoLongerThanItMay() {
    MovableClock clock = new MovableClock(1_000_000);
    long[] ticks = {0};
    RelativeClock ticking =
        new RelativeClock() {
          @Override
          public long relativeTimeMillis() {
            return ticks[0];
          }

          @Override
          public long relativeTimeNanos() {
            return ticks[0] * 1_000_000;
          }
        };
    List<Long> told = new ArrayList<>();
    WatermarkOutputMultiplexer source = source(told);
    List<WatermarkGenerator<String>> partitions = new ArrayList<>();
    for (String partition : List.of("0", "1")) {
      source.registerNewOutput(partition);
      partitions.add(
          new WatermarksWithIdleness<>(
              EventTimeWatermarks.of(Duration.ZERO, clock), Duration.ofSeconds(30), ticking));
    }
    for (int second = 0; second <= 60; second++) {
      ticks[0] = second * 1_000L;
      if (second == 0) {
        partitions.get(1).onEvent("only", 100_000, source.getImmediateOutput("1"));
      }
      partitions.get(0).onEvent("more", 200_000 + ticks[0], source.getImmediateOutput("0"));
      partitions.get(0).onPeriodicEmit(source.getDeferredOutput("0"));
      partitions.get(1).onPeriodicEmit(source.getDeferredOutput("1"));
      source.onPeriodicEmit();
      boolean held = second < 30;
      long expected = held ? 99_999 : 199_999 + ticks[0];
      if (held || second > 33) {
        assertThat(told).as("after %d s", second).last().isEqualTo(expected);
      }
    }
  }

  private static WatermarkOutputMultiplexer source(List<Long> told) {
    return new WatermarkOutputMultiplexer(
        new WatermarkOutput() {
          @Override
          public void emitWatermark(Watermark watermark) {
            if (told.isEmpty() || told.get(told.size() - 1) < watermark.getTimestamp()) {
              told.add(watermark.getTimestamp());
            }
          }

          @Override
          public void markIdle() {
            throw new IllegalStateException("Not all are idle");
          }

          @Override
          public void markActive() {}
        });
  }

  private static final class MovableClock extends Clock {
    private long now;

    private MovableClock(long now) {
      this.now = now;
    }

    @Override
    public long millis() {
      return now;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
