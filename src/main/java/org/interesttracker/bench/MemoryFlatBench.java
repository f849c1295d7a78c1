package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.interesttracker.cli.UsageException;

/**
 * The memory that the process of the job has in use, after all events over after a tenth of them,
 * with the same users and items. Asked for by its option alone, because ten million events take
 * longer than a minute.
 */
final class MemoryFlatBench implements Benchmark {

  private static final int SLOTS = 2;

  private final BenchOptions options;

  MemoryFlatBench(BenchOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "memory.flat";
  }

  @Override
  public String description() {
    return "resident memory after all events over after a tenth; needs --memory-events 10000000";
  }

  @Override
  public boolean isPossible() {
    return options.memoryEvents() > 0;
  }

  @Override
  public void measure(Figures figures) throws Exception {
    int events = options.memoryEvents() / JobData.SESSION * JobData.SESSION;
    if (events == 0) {
      throw new UsageException("memory.flat needs how many events: --memory-events 10000000");
    }
    try (JobRun run = new JobRun(JobData.KNOWN_TEXTS.with(events), SLOTS, Map.of())) {
      List<Sampled> samples = samples(CompletableFuture.supplyAsync(() -> job(run)));
      long windows = run.data().windows();
      double early = resident(samples, windows / 10, windows / 5);
      double late = resident(samples, windows * 9 / 10, windows);
      figures.add(name(), late / early, "ratio", Target.atMost(1.05));
      figures.add(name() + ".early", early / (1 << 20), "MB");
      figures.add(name() + ".late", late / (1 << 20), "MB");
    }
  }

  /** What was resident when so many lists had been made. */
  private record Sampled(long lists, long bytes) {}

  private static double job(JobRun run) {
    try {
      return run.job();
    } catch (Exception e) {
      throw new IllegalStateException("The job that was measured failed", e);
    }
  }

  private static List<Sampled> samples(CompletableFuture<?> job) throws Exception {
    List<Sampled> samples = new ArrayList<>();
    while (true) {
      try {
        job.get(1, TimeUnit.SECONDS);
        return samples;
      } catch (TimeoutException e) {
        samples.add(new Sampled(ListProbe.lists(), resident()));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause().getMessage(), e);
      }
    }
  }

  /** The mean between two numbers of lists, so that where a collection stands does not matter. */
  private static double resident(List<Sampled> samples, long from, long to) {
    return samples.stream()
        .filter(sample -> sample.lists() >= from && sample.lists() <= to)
        .mapToLong(Sampled::bytes)
        .average()
        .orElseThrow(() -> new UsageException("memory.flat needs more events to be measured by"));
  }

  /** Of this process, by the operating system. */
  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
        .findFirst()
        .orElseThrow();
  }
}
