package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.interesttracker.InterestTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The measurements that need a broker, with one in a process of its own. No test by its name, so
 * that it runs when it is asked for: {@code mvn -q test -Dtest=KafkaBench}.
 */
class KafkaBench {

  @TempDir private Path folder;

  @Test
  void bench() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder)) {
      assertThat(
              InterestTracker.commandLine()
                  .execute("bench", "job.kafka", "job.latency", "--kafka", broker.servers()))
          .isZero();
    }
  }
}
