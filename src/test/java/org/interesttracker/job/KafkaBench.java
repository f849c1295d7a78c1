package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.InterestTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The measurements that need a broker, with one in a process of its own. No test by its name, so
 * that it runs when it is asked for: {@code mvn -q test -Dtest=KafkaBench}, with {@code
 * -Dparts=job.latency} for one of them.
 */
class KafkaBench {

  @TempDir private Path folder;

  @Test
  void bench() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder)) {
      List<String> arguments = new ArrayList<>(List.of("bench", "--kafka", broker.servers()));
      arguments.addAll(List.of(System.getProperty("parts", "job.kafka job.latency").split(" ")));
      assertThat(InterestTracker.commandLine().execute(arguments.toArray(String[]::new))).isZero();
    }
  }
}
