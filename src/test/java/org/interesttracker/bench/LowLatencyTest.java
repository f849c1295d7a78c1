package org.interesttracker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.job.TrackerConfig;
import org.junit.jupiter.api.Test;

class LowLatencyTest {

  @Test
  void whatIsMeasuredIsWhatTheFileSays() {
    TrackerConfig inputs = new TrackerConfig();
    TrackerConfig all = new TrackerConfig();
    for (TrackerConfig config : List.of(inputs, all)) {
      config.set("events.path", "file:///e");
      config.set("catalog.path", "file:///c");
      config.set("output.path", "file:///o");
    }
    Map<String, String> options =
        new HashMap<>(all.file(Path.of("flink-conf", "low-latency.yaml")).build().toMap());
    options.keySet().removeAll(inputs.build().toMap().keySet());

    assertThat(options).containsExactlyInAnyOrderEntriesOf(JobLatencyBench.OPTIONS);
  }
}
