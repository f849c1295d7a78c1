package org.interesttracker.seal;

import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of one user, for what the user did from a moment on, until the moment from which the user's
 * next key is.
 */
public final class UserKey {

  /** The time that a user's first key is from. */
  static final long FIRST = 0;

  /** The bytes of a key, AES-256. */
  static final int BYTES = 32;

  /** The bytes of its id. */
  static final int ID_BYTES = 16;

  private static final String AES = "AES";

  private final String id;
  private final long since;
  private final SecretKey key;
  private final byte[] macKey;

  private UserKey(String id, long since, SecretKey key, byte[] macKey) {
    this.id = Objects.requireNonNull(id);
    this.since = since;
    this.key = key;
    this.macKey = macKey;
  }

  /**
   * @param id 32 hexadecimal digits, random
   * @param since event time, epoch milliseconds, inclusive
   * @param bytes {@value #BYTES}
   */
  static UserKey of(String id, long since, byte[] bytes) {
    return new UserKey(
        id, since, new SecretKeySpec(bytes, AES), Hmac.of(bytes, "interest-tracker names 1"));
  }

  /** What is left of a key that was destroyed. */
  static UserKey destroyed(String id, long since) {
    return new UserKey(id, since, null, null);
  }

  public String id() {
    return id;
  }

  /** Event time, epoch milliseconds, inclusive. */
  public long since() {
    return since;
  }

  public boolean isDestroyed() {
    return key == null;
  }

  SecretKey key() {
    return key;
  }

  /** Of the names that stand for keys of maps; see {@link Sealer#name}. */
  byte[] macKey() {
    return macKey;
  }
}
