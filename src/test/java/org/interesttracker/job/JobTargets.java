package org.interesttracker.job;

import java.io.ByteArrayInputStream;
import java.util.Map;
import org.interesttracker.cli.UsageException;
import org.interesttracker.fuzz.ScratchFile;
import org.interesttracker.fuzz.Target;

/** Option files, and lines of input files. */
public final class JobTargets {

  private static final int MAX_BYTES = 100;

  private JobTargets() {}

  public static Map<String, Target> all() {
    ScratchFile file = new ScratchFile("options.yaml");
    return Map.of(
        "options",
        Target.of(
            bytes -> new TrackerConfig().file(file.with(bytes)).build(),
            IllegalArgumentException.class,
            UsageException.class),
        "lines",
        Target.of(JobTargets::readLines));
  }

  private static void readLines(byte[] bytes) throws Exception {
    try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes), MAX_BYTES)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        if (line.length == 0 || line.length > MAX_BYTES + 1) {
          throw new IllegalStateException("A line has " + line.length + " bytes");
        }
      }
    }
  }
}
