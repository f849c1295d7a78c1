package org.interesttracker.dataset;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Gzip;

/** Opens text files, plain or gzipped. */
public final class InputFile {

  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** One char a byte, so that a line's bytes come to its user as they stand in the file. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /** The mark so read. */
  private static final String BYTES_OF_MARK = "\u00EF\u00BB\u00BF";

  private InputFile() {}

  /**
   * Opens a file.
   *
   * @param progress told how many bytes of the file were read since the last call
   * @throws UsageException if there is no such file
   */
  public static BufferedReader open(Path path, Charset charset, LongConsumer progress)
      throws IOException {
    requireFile(path);
    InputStream plain = Gzip.plain(new Counting(Files.newInputStream(path), progress));
    return withoutMark(new BufferedReader(new InputStreamReader(plain, charset), BUFFER));
  }

  /** Takes the bytes of a line, without its end. */
  @FunctionalInterface
  public interface LineUser {
    void use(byte[] line) throws IOException;
  }

  /**
   * Gives each line that is not blank, as bytes: whether they are UTF-8 its user decides.
   *
   * @param progress told how many bytes of the file were read since the last call
   * @throws UsageException if there is no such file
   */
  public static void forEachLine(Path path, LongConsumer progress, LineUser user)
      throws IOException {
    try (BufferedReader lines = open(path, BYTES, progress)) {
      String line = lines.readLine();
      if (line != null && line.startsWith(BYTES_OF_MARK)) {
        line = line.substring(BYTES_OF_MARK.length());
      }
      for (; line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          user.use(line.getBytes(BYTES));
        }
      }
    }
  }

  /**
   * @throws UsageException if there is no such file
   */
  public static void requireFile(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UsageException(
          Files.isDirectory(path)
              ? path + " is a folder; a file is expected"
              : "There is no file " + path);
    }
  }

  private static BufferedReader withoutMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private static final class Counting extends FilterInputStream {
    private final LongConsumer progress;

    Counting(InputStream in, LongConsumer progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      progress.accept(Math.max(0, read));
      return read;
    }
  }
}
