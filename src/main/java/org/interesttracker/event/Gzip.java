package org.interesttracker.event;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Input files are plain or gzipped, which their first bytes tell, not their names. */
public final class Gzip {

  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /**
   * The plain content of a file; an empty file is empty content.
   *
   * @param bytes of the file; closed with what is returned
   */
  public static InputStream plain(InputStream bytes) throws IOException {
    InputStream in = new BufferedInputStream(bytes, BUFFER);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, BUFFER) : in;
  }
}
