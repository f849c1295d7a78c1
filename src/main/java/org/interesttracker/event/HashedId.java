package org.interesttracker.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An id that is a hash of fields: the same fields have the same id, in whatever run. */
public final class HashedId {

  private static final int BYTES = 16;

  private final MessageDigest digest = sha256();

  /**
   * Adds a field. Its length goes before it, which keeps "ab" + "c" apart from "a" + "bc", and none
   * apart from an empty one.
   *
   * @param field null for none
   */
  public HashedId with(String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
    int length = field == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    digest.update(bytes);
    return this;
  }

  /**
   * @return the first 128 bits of the SHA-256 of the fields, in hexadecimal; the fields are
   *     forgotten
   */
  public String hex() {
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256, this one has not.", e);
    }
  }
}
