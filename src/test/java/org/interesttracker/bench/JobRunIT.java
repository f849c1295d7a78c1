package org.interesttracker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run fails by itself when it does not make a list for each window. */
class JobRunIT {

  @Test
  void jobAndEngineMakeAListForEachWindow() throws Exception {
    try (JobRun run = new JobRun(new JobData(60, 120, 900, 10), 2, Map.of())) {
      assertThat(run.job()).isPositive();
      assertThat(run.engine()).isPositive();
    }
  }
}
