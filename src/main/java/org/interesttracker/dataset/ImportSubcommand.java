package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.Folders;
import picocli.CommandLine.Option;

/** What all imports share: where to, the progress, and the words at the end. */
abstract class ImportSubcommand implements Callable<Integer> {

  private static final long MIN_SORT_CHARS = 8L << 20;
  private static final long MAX_SORT_CHARS = 256L << 20;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Directory to write to; made if missing, files of the same names are replaced.")
  private Path out;

  /** The files that {@link #read} will read. */
  abstract List<Path> files() throws IOException;

  abstract void read(RowReader reader) throws IOException;

  /**
   * @throws picocli.CommandLine.ParameterException if the options do not fit together
   */
  void checkOptions() {}

  /** False if only items are read, and events.jsonl is to be left alone. */
  boolean readsEvents() {
    return true;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    long bytes = 0;
    for (Path file : files()) {
      InputFile.requireFile(file);
      bytes += Files.size(file);
    }
    Folders.make(out);
    ImportSummary summary = run(bytes);
    print(summary);
    return (readsEvents() ? summary.events() : summary.items()) > 0 ? 0 : 1;
  }

  private ImportSummary run(long bytes) throws IOException {
    String rejected = readsEvents() ? JsonLinesFile.REJECTED : JsonLinesFile.REJECTED_ITEMS;
    try (ImportWriter writer = new ImportWriter(out, rejected, sortChars())) {
      try (ProgressBar bar = Console.progress("Reading (bytes)", bytes)) {
        read(new RowReader(writer, bar::stepBy));
      }
      if (readsEvents()) {
        writer.writeEvents();
      }
      writer.writeCatalog();
      return writer.summary();
    }
  }

  /** A line takes about one byte a character and as much again for its object. */
  private static long sortChars() {
    long share = Runtime.getRuntime().maxMemory() / 8;
    return Math.max(MIN_SORT_CHARS, Math.min(MAX_SORT_CHARS, share));
  }

  private void print(ImportSummary summary) {
    summary.firstRejections().forEach(Console::error);
    if (summary.rejected() > summary.firstRejections().size()) {
      Console.error("and %,d more.".formatted(summary.rejected() - ImportWriter.SHOWN_REJECTIONS));
    }
    String events = readsEvents() ? "Events: %,d, items".formatted(summary.events()) : "Items";
    Console.print(
        "%s: %,d, rejected rows: %,d; written to %s."
            .formatted(events, summary.items(), summary.rejected(), out));
  }
}
