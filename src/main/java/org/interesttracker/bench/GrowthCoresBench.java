package org.interesttracker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.interesttracker.cli.UsageException;

/**
 * How much more a second core brings: the whole job with a slot on each of two cores over one slot
 * on one, each in a process of its own that may use no other cores. In one process on the same
 * cores a single slot would not be one core: its source, its exchanges, RocksDB and the compiler
 * have threads of their own.
 */
final class GrowthCoresBench implements Benchmark {

  private static final int CORES = 2;
  private static final long MAX_SECONDS = 120;

  @Override
  public String name() {
    return "growth.cores";
  }

  @Override
  public String description() {
    return "the whole job on two cores over one, a slot on each, in processes bound to them";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    if (JobOfEngineBench.cores() < CORES) {
      throw new UsageException("growth.cores needs two cores; this process has one");
    }
    new Comparison(
            name(),
            description(),
            "events",
            Target.atLeast(1.7),
            () -> perSecond(CORES),
            () -> perSecond(1))
        .measure(figures);
  }

  private static double perSecond(int cores) throws Exception {
    Path result = Files.createTempFile("bench", ".txt");
    try {
      Process process =
          new ProcessBuilder(command(cores, result))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "The job on %d cores did not end as it should".formatted(cores));
      }
      return Double.parseDouble(Files.readString(result));
    } finally {
      Files.delete(result);
    }
  }

  private static List<String> command(int cores, Path result) {
    List<String> command =
        new ArrayList<>(List.of("taskset", "-c", cores == 1 ? "0" : "0-" + (cores - 1)));
    command.addAll(BenchProcess.command(JobProcess.class, "-XX:ActiveProcessorCount=" + cores));
    command.addAll(List.of(Integer.toString(cores), result.toString()));
    return command;
  }
}
