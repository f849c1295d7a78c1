package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongConsumer;

/** Reads the rows of a file. */
interface RowSource {

  /** What becomes of the rows. */
  interface Sink {

    /**
     * @param line where the row begins, from 1
     */
    void row(long line, Row row) throws IOException;

    void bad(long line, String reason) throws IOException;
  }

  /**
   * @param columns those that will be asked for
   * @param progress told how many bytes of the file were read
   * @throws IOException if the file cannot be read, or has a header without one of the columns
   */
  void read(Path file, Set<String> columns, LongConsumer progress, Sink sink) throws IOException;
}
