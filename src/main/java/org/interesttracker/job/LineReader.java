package org.interesttracker.job;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as bytes, with their numbers, in memory bounded whatever the length of a line. */
final class LineReader implements Closeable {

  private static final int END = -1;

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
  private int position;
  private int limit;
  private long length;
  private byte last;
  private long number;

  /**
   * @param maxBytes of a longer line only one byte more than this is kept, so that its reader sees
   *     that it is too long
   */
  LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The next line that is not empty, without its end; null at the end of the input. */
  byte[] next() throws IOException {
    while (readLine()) {
      number++;
      if (length > 0) {
        return Arrays.copyOf(line.toByteArray(), (int) Math.min(length, line.size()));
      }
    }
    return null;
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** False when there is no further line. */
  private boolean readLine() throws IOException {
    line.reset();
    length = 0;
    boolean any = false;
    while (true) {
      if (position == limit && !fill()) {
        return any;
      }
      any = true;
      int from = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      keep(from, position);
      if (position < limit) {
        position++;
        dropCarriageReturn();
        return true;
      }
    }
  }

  private void keep(int from, int to) {
    if (to == from) {
      return;
    }
    int room = maxBytes + 1 - line.size();
    line.write(buffer, from, Math.min(room, to - from));
    length += to - from;
    last = buffer[to - 1];
  }

  /** Only at the end of the line: the line feed may come with the next read. */
  private void dropCarriageReturn() {
    if (length > 0 && last == '\r') {
      length--;
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = in.read(buffer);
    if (limit == END) {
      limit = 0;
      return false;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
