package org.interesttracker.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that belongs to a model.
 *
 * @param location a path, or a resource as {@code classpath:/name}
 * @param sha256 expected, in lower-case hex; null accepts any content
 */
record ModelFile(String location, String sha256) {

  private static final String CLASSPATH = "classpath:";
  private static final int BUFFER = 1 << 16;

  /** Something that reads the file by its path. */
  interface Use<T> {
    T apply(Path path) throws Exception;
  }

  /**
   * The whole content, checked.
   *
   * @param limit how many bytes it may have
   * @throws EncoderException if it cannot be read, is larger, or has another checksum
   */
  byte[] bytes(int limit) {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(open(), digest)) {
      byte[] bytes = in.readNBytes(limit);
      requireEnd(in, limit);
      check(digest);
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * How many bytes it has; a resource is not read for it.
   *
   * @throws EncoderException if it cannot be read
   */
  long size() {
    try {
      if (!location.startsWith(CLASSPATH)) {
        return Files.size(path());
      }
      URL resource = ModelFile.class.getResource(location.substring(CLASSPATH.length()));
      if (resource == null) {
        throw new FileNotFoundException(location);
      }
      URLConnection connection = resource.openConnection();
      // Else the jar would stay open, and with it the class loader of a job that has ended.
      connection.setUseCaches(false);
      long size = connection.getContentLengthLong();
      connection.getInputStream().close();
      return size;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The SHA-256 of the content in hex. */
  String computeSha256() {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(open(), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
      return hex(digest);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Hands the path of a checked copy to a reader: what is read is what was checked, whatever
   * happens to the file meanwhile, and no name in it leads to what lies beside it. The copy is
   * deleted when the reader has it in memory: nothing piles up however often a job is submitted.
   *
   * @param limit how many bytes the file may have
   * @throws EncoderException as {@link #bytes}
   */
  <T> T use(long limit, Use<T> reader) throws Exception {
    Path copy = Files.createTempFile("interest-tracker-", ".onnx");
    try {
      copyTo(copy, limit);
      return reader.apply(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private void copyTo(Path target, long limit) {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(open(), digest);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[BUFFER];
      long left = limit;
      for (int n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
        left -= n;
        out.write(buffer, 0, n);
      }
      requireWithin(left >= 0, limit);
    } catch (IOException e) {
      throw unreadable(e);
    }
    check(digest);
  }

  private void requireEnd(InputStream in, long limit) throws IOException {
    requireWithin(in.read() < 0, limit);
  }

  private void requireWithin(boolean within, long limit) {
    if (!within) {
      throw new EncoderException(
          "Model file %s is larger than %,d bytes, expected a file of at most that"
              .formatted(location, limit));
    }
  }

  private InputStream open() throws IOException {
    if (!location.startsWith(CLASSPATH)) {
      // A pipe or a device might never end, or never begin.
      if (Files.exists(path()) && !Files.isRegularFile(path())) {
        throw new IOException("It is no regular file");
      }
      return Files.newInputStream(path());
    }
    String name = location.substring(CLASSPATH.length());
    InputStream in = ModelFile.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(name);
    }
    return in;
  }

  private Path path() {
    try {
      return Path.of(location);
    } catch (InvalidPathException e) {
      throw new EncoderException("Model file \"" + location + "\" is no path of a file", e);
    }
  }

  private void check(MessageDigest digest) {
    check(hex(digest));
  }

  /**
   * @param found the SHA-256 of what was read, in hex
   * @throws EncoderException if another is expected
   */
  void check(String found) {
    if (sha256 != null && !sha256.equals(found)) {
      throw new EncoderException(
          "Model file %s has SHA-256 %s, expected %s: it is damaged or another version"
              .formatted(location, found, sha256));
    }
  }

  private EncoderException unreadable(IOException e) {
    return new EncoderException(
        "Model file %s cannot be read (%s), expected %s"
            .formatted(
                location,
                e.getClass().getSimpleName(),
                location.startsWith(CLASSPATH)
                    ? "a resource on the class path: is the model's jar missing?"
                    : "a readable file"),
        e);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
