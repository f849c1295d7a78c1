package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on files with the settings of a run within this process, and a task that fails. */
class FileRunIT {

  @TempDir private Path folder;

  @Test
  void finishedFilesHoldEachEventOnceThoughATaskFails() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 2_000);

    run(data);

    List<String> interests = records("interests");
    assertThat(FailOnce.hasFailed()).isTrue();
    assertThat(FailOnce.passedAtFailure()).isPositive().isLessThan(interests.size());
    assertThat(records("dead-letters")).isEmpty();
    assertThat(records("late-events")).isEmpty();
    InterestRecords.assertEachEventOnce(interests, data.eventLines().size());
    assertThat(records("recommendations")).hasSize(interests.size());
  }

  private void run(GeneratedData data) throws Exception {
    FailOnce.run(config(data));
  }

  private Configuration config(GeneratedData data) throws Exception {
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, data.events().toUri().toString())
            .set(TrackerOptions.CATALOG_PATH, data.catalog().toUri().toString())
            .set(TrackerOptions.OUTPUT_PATH, folder.toUri().toString())
            .set("execution.checkpointing.interval", "200 ms")
            // Small buffers, or all of so small a file would be read before the first result.
            .set("taskmanager.memory.segment-size", "4 kb");
    return new JobLauncher(config.build()).embedded(folder);
  }

  private List<String> records(String output) throws Exception {
    return OutputRecords.lines(folder, output);
  }
}
