package org.interesttracker.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES in Galois/Counter mode (NIST SP 800-38D) with a nonce of 96 bits and a tag of 128, by the
 * JDK. One cipher object serves all calls, since making one takes longer than sealing. Not
 * thread-safe.
 */
final class AesGcm {

  /** In bytes. */
  static final int NONCE = 12;

  /** In bytes; it follows the ciphertext. */
  static final int TAG = 16;

  private static final int TAG_BITS = 8 * TAG;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cipher cipher;

  AesGcm() {
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES-GCM", e);
    }
  }

  static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /**
   * Seals in place of its own: head, nonce, ciphertext, tag.
   *
   * @param head bytes to begin with, as they are
   * @param data what is not hidden but must be the same to open it
   */
  byte[] seal(SecretKey key, byte[] head, byte[] nonce, byte[] data, byte[] plain, int length) {
    byte[] sealed = Arrays.copyOf(head, head.length + NONCE + length + TAG);
    System.arraycopy(nonce, 0, sealed, head.length, NONCE);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(data);
      cipher.doFinal(plain, 0, length, sealed, head.length + NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A value cannot be sealed", e);
    }
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @param headLength how many bytes come before the nonce
   * @return null if a bit of it, of the data or of the key is another
   */
  byte[] open(SecretKey key, byte[] sealed, int headLength, byte[] data) {
    int start = headLength + NONCE;
    if (sealed.length < start + TAG) {
      return null;
    }
    try {
      cipher.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, headLength, NONCE));
      cipher.updateAAD(data);
      return cipher.doFinal(sealed, start, sealed.length - start);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A value cannot be opened", e);
    }
  }
}
