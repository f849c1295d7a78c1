package org.interesttracker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One run of the whole job in a process of its own. */
final class JobProcess {

  private JobProcess() {}

  /**
   * @param args slots, and the file that receives how many events a second it was
   */
  public static void main(String[] args) throws Exception {
    try (JobRun run = new JobRun(JobData.KNOWN_TEXTS, Integer.parseInt(args[0]), Map.of())) {
      Files.writeString(Path.of(args[1]), Double.toString(run.job()));
    }
    System.exit(0);
  }
}
