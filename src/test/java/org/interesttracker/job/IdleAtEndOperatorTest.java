package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;

class IdleAtEndOperatorTest {

  @Test
  void itIsIdleWhenTimeEndsAndStillHandsRecordsOn() throws Exception {
    try (var operator =
        new KeyedHarness<String, String>(
            SimpleOperatorFactory.of(new IdleAtEndOperator<>()), text -> text, 1, 0)) {
      operator.open();
      operator.processElement(new StreamRecord<>("early", 3));
      operator.processWatermark(new Watermark(5));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      operator.processElement(new StreamRecord<>("late", 7));
      assertThat(operator.getOutput())
          .containsExactly(
              new StreamRecord<>("early", 3),
              new Watermark(5),
              WatermarkStatus.IDLE,
              new StreamRecord<>("late", 7));
    }
  }
}
