package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Generates a data set of users whose interests are known. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Generates a data set in English and Chinese: social posts, a shop, films and courses.",
      "Writes events.jsonl (by time), catalog.jsonl and truth.jsonl (what each user was interested"
          + " in, and when that changed). The same options give the same bytes."
    })
public final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Directory to write to; made if missing, files of the same names are replaced.")
  private Path out;

  @Option(names = "--users", paramLabel = "N", description = "Number of users.")
  private int users = 300;

  @Option(names = "--items", paramLabel = "N", description = "Number of items, at least 112.")
  private int items = 1_500;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Number of events: at least 20 per user, at most 10 per user and day.")
  private long events = 30_000;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days from the first to the last event.")
  private int days = 60;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers.")
  private long seed = 1;

  @Option(
      names = "--change-share",
      paramLabel = "X",
      description = "Share of users whose interest changes abruptly, 0 to 1.")
  private double changeShare = 0.3;

  @Option(
      names = "--drift-share",
      paramLabel = "X",
      description = "Share of users whose interest moves slowly, 0 to 1; the rest is stable.")
  private double driftShare = 0.2;

  @Option(
      names = "--chinese-share",
      paramLabel = "X",
      description = "Share of users and items that are Chinese, 0 to 1; the rest is English.")
  private double chineseShare = 0.5;

  @Option(
      names = "--noise-share",
      paramLabel = "X",
      description = "Share of events outside of the user's interest, 0 to 1.")
  private double noiseShare = 0.12;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "When the events begin, ISO-8601 with zone.")
  private Instant start = Instant.parse("2025-09-01T00:00:00Z");

  @Override
  public Integer call() throws IOException {
    GeneratorSettings settings = settings();
    Folders.make(out);
    try (ProgressBar bar = Console.progress("Generating", settings.items() + settings.events())) {
      new DatasetGenerator(settings).write(out, bar::stepBy);
    }
    Console.print(
        "Wrote %,d events of %,d users on %,d items to %s."
            .formatted(settings.events(), settings.users(), settings.items(), out));
    return 0;
  }

  private GeneratorSettings settings() {
    try {
      return new GeneratorSettings(
          users,
          items,
          events,
          days,
          seed,
          changeShare,
          driftShare,
          chineseShare,
          noiseShare,
          start);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
