package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
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
}
