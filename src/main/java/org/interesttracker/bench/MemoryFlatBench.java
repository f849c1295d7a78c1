package org.interesttracker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.interesttracker.bench.MemoryProcess.Result;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;

/**
 * The memory that the process of the job has in use in the last tenth of the events, over that
 * after a tenth, with the same users and items. The process does nothing else, and has a heap of
 * fixed size, as Flink gives it to a TaskManager. Asked for by name alone, because it takes longer
 * than a minute.
 */
final class MemoryFlatBench implements Benchmark {

  private static final int EVENTS = 300_000;
  private static final double MEGABYTE = 1 << 20;

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
    return "resident memory after all events over after a tenth; how many: --memory-events";
  }

  @Override
  public boolean isPossible() {
    return options.memoryEvents() > 0;
  }

  @Override
  public void measure(Figures figures) throws Exception {
    int asked = options.memoryEvents() > 0 ? options.memoryEvents() : EVENTS;
    int events = asked / JobData.SESSION * JobData.SESSION;
    Result result = result(events);
    figures.add(
        name(), result.late().resident() / result.early().resident(), "ratio", Target.atMost(1.05));
    figures.add(name() + ".events", events, "events");
    figures.add(name() + ".early", result.early().resident() / MEGABYTE, "MB");
    figures.add(name() + ".late", result.late().resident() / MEGABYTE, "MB");
    figures.add(name() + ".heap.early", result.early().heap() / MEGABYTE, "MB");
    figures.add(name() + ".heap.late", result.late().heap() / MEGABYTE, "MB");
  }

  private static Result result(int events) throws Exception {
    Path file = Files.createTempFile("bench", ".json");
    try {
      // JavaCPP would count what RocksDB takes.
      List<String> command =
          BenchProcess.command(
              MemoryProcess.class,
              "-Xms1g",
              "-Xmx1g",
              "-XX:+AlwaysPreTouch",
              "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
      command.addAll(List.of(Integer.toString(events), file.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (process.waitFor() != 0) {
          throw new UsageException(
              "The job did not end as it should; %d events may be too few".formatted(events));
        }
      } finally {
        process.destroyForcibly();
      }
      return Json.MAPPER.readValue(Files.readAllBytes(file), Result.class);
    } finally {
      Files.delete(file);
    }
  }
}
