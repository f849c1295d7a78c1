package org.interesttracker.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import org.interesttracker.seal.Hmac;

/**
 * Bits that depend on a secret key and a label alone: HMAC-SHA-256 (RFC 2104) of the label and a
 * counter. Who does not know the key cannot tell them from fair ones; the same key and label give
 * the same bits in every run. Not thread-safe.
 */
public final class PrfBits implements RandomBits {

  /** The least length of a key, in bytes. */
  public static final int KEY_BYTES = 32;

  private final Mac mac;
  private final byte[] label;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private int blocks;

  private PrfBits(Mac mac, byte[] label) {
    this.mac = mac;
    this.label = label;
  }

  /**
   * @param key secret, at least {@link #KEY_BYTES} bytes
   * @param label what the bits are for; for each use another
   * @throws IllegalArgumentException if the key is too short
   */
  public static PrfBits of(byte[] key, String label) {
    if (key.length < KEY_BYTES) {
      throw new IllegalArgumentException(
          "The key of the noise has %d bytes; it needs %d".formatted(key.length, KEY_BYTES));
    }
    return new PrfBits(Hmac.by(key), label.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int next() {
    if (!block.hasRemaining()) {
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, blocks++));
      block = ByteBuffer.wrap(mac.doFinal(label));
    }
    return block.getInt();
  }
}
