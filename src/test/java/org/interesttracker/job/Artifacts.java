package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** What the build makes before integration tests run. */
public final class Artifacts {

  private Artifacts() {}

  /** What a cluster takes. */
  public static Path jobJar() {
    return built("interest-tracker-job.jar");
  }

  /** What java -jar takes. */
  public static Path standAloneJar() {
    return built("interest-tracker.jar");
  }

  /** The folder of the libraries of Flink's SQL client. */
  static Path sqlClient() {
    return built("sql-client");
  }

  private static Path built(String name) {
    Path built = Path.of("target", name);
    assertThat(built)
        .as("This test needs %s, which the build makes; run `mvn verify`", built)
        .exists();
    return built;
  }
}
