package org.interesttracker.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Keys for tests: the same name has the same key. */
public final class TestKeys {

  private TestKeys() {}

  /** A line of a key file. */
  public static String line(String id) {
    return id + ":" + base64(id, KeyFile.MIN_BYTES);
  }

  /** A key file, the current key first. */
  public static String text(String... ids) {
    StringBuilder text = new StringBuilder();
    for (String id : ids) {
      text.append(line(id)).append('\n');
    }
    return text.toString();
  }

  /** The pseudonyms under these keys, the current one first. */
  public static Pseudonyms pseudonyms(String... ids) {
    return new Pseudonyms(
        KeyFile.parse(text(ids).getBytes(StandardCharsets.UTF_8), "The test's keys"));
  }

  static String base64(String seed, int bytes) {
    byte[] secret = new byte[bytes];
    new Random(seed.hashCode()).nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }
}
