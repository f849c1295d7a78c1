package org.interesttracker.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names things by their content. */
final class Digest {

  private static final int LENGTH = 16;

  private Digest() {}

  /** The first 128 bits of the SHA-256 of the parts, as hex; a null part counts as empty. */
  static String of(String... parts) {
    MessageDigest sha256 = sha256();
    for (String part : parts) {
      sha256.update((part == null ? "" : part).getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
