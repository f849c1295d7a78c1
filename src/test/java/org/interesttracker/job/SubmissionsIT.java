package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.interesttracker.cli.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One session cluster that is given job after job of the same jar: {@code mvn verify -Plong}. What
 * a job leaves behind would be there once more with each.
 */
@EnabledIfSystemProperty(named = "long", matches = "true")
class SubmissionsIT {

  private static final int WARM = 3;
  private static final int MORE = 10;

  /** What so many jobs would leave, if each left one thread, file or class loader. */
  private static final int NOISE = MORE / 2;

  private static final long MIB_IN_KB = 1_024;

  @TempDir private Path folder;

  @Test
  void tenJobsInARowLeaveNothingBehind() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 400);
    // The copies of jars go after an hour; here at once.
    FlinkCluster.Extras extras =
        new FlinkCluster.Extras(
            Map.of("blob.service.cleanup.interval", "1"),
            Map.of(),
            FlinkCluster.logging("log4j-console", folder));
    try (FlinkCluster cluster = new FlinkCluster(folder.resolve("flink"), extras)) {
      cluster.startTaskManager();
      cluster.awaitTaskManagers(1);
      String jar = cluster.rest().upload(Artifacts.jobJar());
      Path temporary = folder.resolve("flink").resolve("tmp");
      List<List<ProcessFigures>> after = new ArrayList<>();
      List<Long> files = new ArrayList<>();
      for (int i = 0; i < WARM + MORE; i++) {
        run(cluster.rest(), jar, data, i);
        List<ProcessFigures> figures = new ArrayList<>();
        for (long pid : cluster.pids()) {
          figures.add(ProcessFigures.of(pid));
        }
        after.add(figures);
        files.add(files(temporary));
        Console.print("after job %d: %s, %d files".formatted(i + 1, figures, files.get(i)));
      }
      for (int process = 0; process < 2; process++) {
        assertFlat(after.get(WARM - 1).get(process), after.get(WARM + MORE - 1).get(process));
      }
      assertThat(files.get(WARM + MORE - 1)).isLessThan(files.get(WARM - 1) + NOISE);
    }
  }

  private void run(FlinkRest rest, String jar, GeneratedData data, int number) throws Exception {
    String job =
        rest.run(
            jar,
            Map.of(
                "programArgsList",
                List.of(
                    "run",
                    "--events",
                    data.events().toString(),
                    "--catalog",
                    data.catalog().toString(),
                    "--out",
                    folder.resolve("out-" + number).toString()),
                "parallelism",
                1));
    Await.until(
        "job " + number + " has ended",
        () -> {
          assertThat(rest.state(job)).as(rest.failure(job)).doesNotContain("FAIL");
          return rest.state(job).equals("FINISHED");
        });
  }

  private static void assertFlat(ProcessFigures before, ProcessFigures now) {
    assertThat(now.threads()).as("threads").isLessThan(before.threads() + NOISE);
    assertThat(now.jobLoaders()).as("class loaders").isLessThan(before.jobLoaders() + NOISE);
    assertThat(now.openFiles()).as("open files").isLessThan(before.openFiles() + 2 * NOISE);
    assertThat(now.metaspaceKb()).as("metaspace").isLessThan(before.metaspaceKb() + 20 * MIB_IN_KB);
    assertThat(now.residentKb())
        .as("resident memory")
        .isLessThan(before.residentKb() + 200 * MIB_IN_KB);
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
