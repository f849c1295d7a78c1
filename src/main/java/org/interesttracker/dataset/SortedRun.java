package org.interesttracker.dataset;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A sorted run of an {@link ExternalSorter} while it is read: its time and line are those of the
 * head.
 */
final class SortedRun implements Closeable {
  private final BufferedReader reader;
  private final int number;
  private long time;
  private String line;

  SortedRun(Path path, int number) throws IOException {
    this.reader = Files.newBufferedReader(path);
    this.number = number;
  }

  boolean advance() throws IOException {
    String next = reader.readLine();
    if (next == null) {
      return false;
    }
    int tab = next.indexOf('\t');
    time = Long.parseLong(next, 0, tab, 10);
    line = next.substring(tab + 1);
    return true;
  }

  long time() {
    return time;
  }

  String line() {
    return line;
  }

  int number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
