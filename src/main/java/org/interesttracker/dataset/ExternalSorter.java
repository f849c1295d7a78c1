package org.interesttracker.dataset;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts lines by time with bounded memory: sorted runs on disk, then a merge. Stable: lines of the
 * same time keep the order in which they were added.
 */
final class ExternalSorter implements Closeable {

  /** Takes one sorted line. */
  @FunctionalInterface
  interface LineSink {
    void accept(String line) throws IOException;
  }

  private record Entry(long time, String line) {}

  /** Each open run costs a file handle; many systems allow 1,024. */
  private static final int MAX_RUNS = 256;

  private final Path directory;
  private final long maxChars;
  private final List<Path> runs = new ArrayList<>();
  private List<Entry> entries = new ArrayList<>();
  private long chars;
  private int runsMade;

  /**
   * @param parent where the runs are kept, in a directory of their own; it needs as much room as
   *     the lines
   * @param maxChars how many characters are held before a run is written
   */
  ExternalSorter(Path parent, long maxChars) throws IOException {
    this.directory = Files.createTempDirectory(parent, ".sort-");
    this.maxChars = maxChars;
  }

  /**
   * @param line without a line break
   */
  void add(long time, String line) throws IOException {
    entries.add(new Entry(time, line));
    chars += line.length();
    if (chars >= maxChars) {
      spill();
    }
  }

  /** Hands out all lines by time; call it once, after the last was added. */
  void drain(LineSink sink) throws IOException {
    if (runs.isEmpty()) {
      sortEntries();
      for (Entry entry : entries) {
        sink.accept(entry.line());
      }
    } else {
      spill();
      merge((time, line) -> sink.accept(line));
    }
  }

  /** Deletes the runs. */
  @Override
  public void close() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
    Files.deleteIfExists(directory);
  }

  private void spill() throws IOException {
    sortEntries();
    if (runs.size() >= MAX_RUNS) {
      mergeIntoOneRun();
    }
    Path run = newRun();
    try (BufferedWriter out = Files.newBufferedWriter(run)) {
      for (Entry entry : entries) {
        writeEntry(out, entry.time(), entry.line());
      }
    }
    runs.add(run);
    entries = new ArrayList<>();
    chars = 0;
  }

  /** The one run holds the oldest lines, so it stays the first and the sort stays stable. */
  private void mergeIntoOneRun() throws IOException {
    Path merged = newRun();
    try (BufferedWriter out = Files.newBufferedWriter(merged)) {
      merge((time, line) -> writeEntry(out, time, line));
    }
    for (Path run : runs) {
      Files.delete(run);
    }
    runs.clear();
    runs.add(merged);
  }

  private Path newRun() {
    return directory.resolve("run-" + runsMade++);
  }

  /** List.sort is stable. */
  private void sortEntries() {
    entries.sort(Comparator.comparingLong(Entry::time));
  }

  private static void writeEntry(BufferedWriter out, long time, String line) throws IOException {
    out.write(Long.toString(time));
    out.write('\t');
    out.write(line);
    out.write('\n');
  }

  private void merge(EntrySink sink) throws IOException {
    PriorityQueue<SortedRun> heads =
        new PriorityQueue<>(
            Comparator.comparingLong(SortedRun::time).thenComparingInt(SortedRun::number));
    List<SortedRun> open = new ArrayList<>();
    try {
      for (Path path : runs) {
        SortedRun run = new SortedRun(path, open.size());
        open.add(run);
        if (run.advance()) {
          heads.add(run);
        }
      }
      while (!heads.isEmpty()) {
        SortedRun run = heads.remove();
        sink.accept(run.time(), run.line());
        if (run.advance()) {
          heads.add(run);
        }
      }
    } finally {
      for (SortedRun run : open) {
        run.close();
      }
    }
  }

  @FunctionalInterface
  private interface EntrySink {
    void accept(long time, String line) throws IOException;
  }
}
