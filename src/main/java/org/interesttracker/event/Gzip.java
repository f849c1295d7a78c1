package org.interesttracker.event;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Input files are plain or gzipped, which their first bytes tell, not their names. */
public final class Gzip {

  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /**
   * The plain content of a file; an empty file is empty content.
   *
   * @param bytes of the file; closed with what is returned
   * @throws ZipException if it begins as gzip does and is none; what is returned throws it too, if
   *     the file was cut
   */
  public static InputStream plain(InputStream bytes) throws IOException {
    InputStream in = new BufferedInputStream(bytes, BUFFER);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? unpacked(in) : in;
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    try {
      return new Unpacked(in);
    } catch (EOFException e) {
      throw cut(e);
    }
  }

  private static ZipException cut(EOFException e) {
    ZipException cut = new ZipException("The file begins as gzip does and ends too soon.");
    cut.initCause(e);
    return cut;
  }

  /** Java's reader says nothing of a header or a trailer that is cut. */
  private static final class Unpacked extends GZIPInputStream {

    Unpacked(InputStream in) throws IOException {
      super(in, BUFFER);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (EOFException e) {
        throw cut(e);
      }
    }
  }
}
