package org.interesttracker.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.interesttracker.event.Json;

/** One run of the whole job in a process of its own that looks at its memory every second. */
final class MemoryProcess {

  private static final int SLOTS = 2;

  private MemoryProcess() {}

  /**
   * Memory in bytes.
   *
   * @param resident the mean of what is resident, by the operating system
   * @param heap the least that was in use of the heap, which is nearest to what lives there
   */
  record Used(double resident, long heap) {}

  /**
   * What was in use in two parts of the run.
   *
   * @param early between a tenth and a fifth of the events
   * @param late in the last tenth
   */
  record Result(Used early, Used late) {}

  /** What was in use when so many lists had been made. */
  private record Sampled(long lists, long resident, long heap) {}

  /**
   * Ends with 0 if all went well; what Flink left running would keep a failed process alive.
   *
   * @param args events, and the file that receives a {@link Result} as JSON
   */
  public static void main(String[] args) throws Exception {
    int code = 1;
    try {
      Result result = run(JobData.KNOWN_TEXTS.with(Integer.parseInt(args[0])));
      Files.write(Path.of(args[1]), Json.MAPPER.writeValueAsBytes(result));
      code = 0;
    } finally {
      System.exit(code);
    }
  }

  private static Result run(JobData data) throws Exception {
    try (JobRun run = new JobRun(data, SLOTS, Map.of())) {
      List<Sampled> samples = samples(CompletableFuture.supplyAsync(() -> job(run)));
      long windows = data.windows();
      return new Result(
          used(samples, windows / 10, windows / 5), used(samples, windows * 9 / 10, windows));
    }
  }

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
        samples.add(new Sampled(ListProbe.lists(), resident(), heap()));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause().getMessage(), e);
      }
    }
  }

  private static Used used(List<Sampled> samples, long from, long to) {
    return new Used(
        of(samples, from, to, Sampled::resident).average().orElseThrow(MemoryProcess::tooFew),
        of(samples, from, to, Sampled::heap).min().orElseThrow(MemoryProcess::tooFew));
  }

  private static LongStream of(
      List<Sampled> samples, long from, long to, ToLongFunction<Sampled> memory) {
    return samples.stream()
        .filter(sample -> sample.lists() >= from && sample.lists() <= to)
        .mapToLong(memory);
  }

  private static IllegalStateException tooFew() {
    return new IllegalStateException("memory.flat needs more events to be measured by");
  }

  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
