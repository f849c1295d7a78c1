package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The jars that the build makes before integration tests run. */
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

  private static Path built(String name) {
    Path jar = Path.of("target", name);
    assertThat(jar)
        .as("This test needs %s, which the phase package builds; run `mvn verify`", jar)
        .isRegularFile();
    return jar;
  }
}
