package org.interesttracker.seal;

import java.util.Arrays;

/**
 * A value that a user's key hides.
 *
 * @param bytes the id of the key (16), nonce (12), ciphertext, tag (16)
 */
public record Sealed(byte[] bytes) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed sealed && Arrays.equals(bytes, sealed.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Not what is in it. */
  @Override
  public String toString() {
    return "Sealed[" + bytes.length + " bytes]";
  }
}
