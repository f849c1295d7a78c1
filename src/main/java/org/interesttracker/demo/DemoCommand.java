package org.interesttracker.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.cli.Console;
import org.interesttracker.job.EmbeddedRun;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.OutputFolder;
import org.interesttracker.job.RunSummary;
import org.interesttracker.job.TrackerConfig;
import org.interesttracker.job.TrackerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole job on the shipped data set. */
@Command(
    name = "demo",
    description = {
      "Runs the whole job on the shipped data set, within this process.",
      "",
      "A Flink cluster with RocksDB and checkpoints reads 30,000 events of 300 users; 102 of them"
          + " change their interest at a moment that is written down, and one has a topic"
          + " forgotten. The job ends with a savepoint, and a summary says how soon it followed.",
      ""
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  private static final String DATA = "/datasets/sample/";
  private static final List<String> FILES =
      List.of("events.jsonl", "catalog.jsonl", "control.jsonl", "truth.jsonl");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go. Default: a new folder under out/.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Path folder = out == null ? Path.of("out", "demo-" + LocalDateTime.now().format(STAMP)) : out;
    OutputFolder.create(folder);
    Path data = unpack(folder.resolve("data"));
    Configuration config = config(data, folder);
    EmbeddedRun run = new EmbeddedRun(new JobLauncher(config), config, folder);
    Console.print("Flink's web page, while it runs: " + run.start());
    RunSummary summary = run.awaitRead();
    String savepoint = run.stop(folder.resolve("savepoint"));
    new DemoSummary(summary.after(run.elapsed()), savepoint, folder, data).print();
    return 0;
  }

  /** Sessions, because the data set is made of visits. */
  private static Configuration config(Path data, Path folder) {
    return new TrackerConfig()
        .set(TrackerOptions.EVENTS_PATH, data.resolve("events.jsonl").toUri().toString())
        .set(TrackerOptions.EVENTS_FOLLOW, "true")
        .set(TrackerOptions.CATALOG_PATH, data.resolve("catalog.jsonl").toUri().toString())
        .set(TrackerOptions.CONTROL_PATH, data.resolve("control.jsonl").toUri().toString())
        .set(TrackerOptions.OUTPUT_PATH, folder.toUri().toString())
        .set(TrackerOptions.WINDOW_KIND, "session")
        .build();
  }

  private static Path unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : FILES) {
      try (InputStream in = DemoCommand.class.getResourceAsStream(DATA + file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    return folder;
  }
}
