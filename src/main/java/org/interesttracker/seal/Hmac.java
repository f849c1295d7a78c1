package org.interesttracker.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104), to derive one key from another and to name things by a key. */
public final class Hmac {

  private static final String ALGORITHM = "HmacSHA256";

  private Hmac() {}

  /** For many texts by one key. Not thread-safe. */
  public static Mac by(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  /** 32 bytes that tell nothing of the key. */
  static byte[] of(byte[] key, String text) {
    return by(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
