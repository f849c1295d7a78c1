package org.interesttracker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.interesttracker.job.TrackerConfig;
import org.junit.jupiter.api.Test;

class LowLatencyTest {

  @Test
  void whatIsMeasuredIsWhatTheFileSays() {
    assertThat(
            new TrackerConfig().file(Path.of("flink-conf", "low-latency.yaml")).build().toMap())
        .containsAllEntriesOf(JobLatencyBench.OPTIONS)
        .hasSameSizeAs(JobLatencyBench.OPTIONS);
  }
}
