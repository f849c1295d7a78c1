package org.interesttracker.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
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

  /** Something that reads the file by its path. */
  interface Use<T> {
    T apply(Path path) throws Exception;
  }

  /** The whole content, checked. */
  byte[] bytes() {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(open(), digest)) {
      byte[] bytes = in.readAllBytes();
      check(digest);
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** How many bytes it has; a resource is not read for it. */
  long size() {
    try {
      if (!location.startsWith(CLASSPATH)) {
        return Files.size(Path.of(location));
      }
      URL resource = ModelFile.class.getResource(location.substring(CLASSPATH.length()));
      if (resource == null) {
        throw new FileNotFoundException(location);
      }
      return resource.openConnection().getContentLengthLong();
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
   * Hands the path of the checked file to a reader. A resource is copied to a temporary file, which
   * is deleted when the reader has it in memory: nothing piles up however often a job is submitted.
   */
  <T> T use(Use<T> reader) throws Exception {
    if (!location.startsWith(CLASSPATH)) {
      verify();
      return reader.apply(Path.of(location));
    }
    Path copy = Files.createTempFile("interest-tracker-", ".onnx");
    try {
      copyTo(copy);
      return reader.apply(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private void copyTo(Path target) {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(open(), digest);
        var out = Files.newOutputStream(target)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw unreadable(e);
    }
    check(digest);
  }

  private void verify() {
    if (sha256 == null && Files.isReadable(Path.of(location))) {
      return;
    }
    check(computeSha256());
  }

  private InputStream open() throws IOException {
    if (!location.startsWith(CLASSPATH)) {
      return Files.newInputStream(Path.of(location));
    }
    String name = location.substring(CLASSPATH.length());
    InputStream in = ModelFile.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(name);
    }
    return in;
  }

  private void check(MessageDigest digest) {
    check(hex(digest));
  }

  private void check(String found) {
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
