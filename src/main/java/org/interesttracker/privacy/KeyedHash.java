package org.interesttracker.privacy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.interesttracker.seal.Hmac;

/**
 * HMAC-SHA-256 (RFC 2104, RFC 4231), cut to its first 128 bits: half of the hash is the least that
 * RFC 2104 allows to keep. Not thread-safe.
 */
final class KeyedHash {

  private static final int BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final Mac mac;

  KeyedHash(byte[] key) {
    mac = Hmac.by(key);
  }

  /**
   * @return 32 hexadecimal digits
   */
  String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  String of(byte[] bytes) {
    return HEX.formatHex(mac.doFinal(bytes), 0, BYTES);
  }
}
