package org.interesttracker.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.interesttracker.event.Gzip;

/** How many lines there are to read, for the progress bar. */
final class LineCount {

  private LineCount() {}

  /**
   * The lines of a file that are not empty; -1 for anything else, and when it cannot be read: the
   * job will say why.
   */
  static long of(Path file) {
    if (!Files.isRegularFile(file)) {
      return -1;
    }
    try (InputStream in = Gzip.plain(Files.newInputStream(file));
        LineReader lines = new LineReader(in, 0)) {
      long count = 0;
      while (lines.next() != null) {
        count++;
      }
      return count;
    } catch (IOException e) {
      return -1;
    }
  }
}
