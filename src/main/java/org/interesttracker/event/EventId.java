package org.interesttracker.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The id of an event that came without one: a hash of what it says, so that the same event sent
 * twice is recognised as one, in whatever run.
 */
final class EventId {

  private static final int BYTES = 16;

  private EventId() {}

  /**
   * @return the first 128 bits of the SHA-256 of the fields, each behind its length, in hexadecimal
   */
  static String of(
      String userId, String itemId, EventType type, long timestamp, String text, Double value) {
    MessageDigest digest = sha256();
    update(digest, userId);
    update(digest, itemId);
    update(digest, WireNames.of(type));
    update(digest, Long.toString(timestamp));
    update(digest, text);
    update(digest, value == null ? null : value.toString());
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
  }

  /** The length in front keeps "ab" + "c" apart from "a" + "bc", and none apart from empty. */
  private static void update(MessageDigest digest, String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
    int length = field == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256, this one has not.", e);
    }
  }
}
