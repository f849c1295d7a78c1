package org.interesttracker.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Seals values by the keys of their users, and opens them. A value is bound to its user and to its
 * place, a name, so that it can be moved to no other. Not thread-safe: each subtask has its own.
 */
public final class Sealer {

  private static final byte[] NO_HEAD = {};

  /** How many bytes a sealed value is longer. */
  public static final int OVERHEAD = UserKey.ID_BYTES + AesGcm.NONCE + AesGcm.TAG;

  /** Where the nonce of a sealed value begins, which no other value has. */
  public static final int NONCE_START = UserKey.ID_BYTES;

  /** Where it ends, exclusive. */
  public static final int NONCE_END = NONCE_START + AesGcm.NONCE;

  private final UserKeys keys;
  private final boolean sealing;
  private final Runnable shredded;
  private final AesGcm cipher = new AesGcm();

  /**
   * @param keys null where nothing was ever sealed
   * @param sealing whether new values are to be sealed; what is sealed is opened in any case
   * @param shredded told of each value met whose key was destroyed
   */
  public Sealer(UserKeys keys, boolean sealing, Runnable shredded) {
    this.keys = keys;
    this.sealing = sealing;
    this.shredded = shredded;
  }

  /** Seals nothing and opens nothing. */
  public static Sealer off() {
    return new Sealer(null, false, () -> {});
  }

  public boolean isSealing() {
    return sealing;
  }

  /**
   * The key for what a user did at a time. A user without one, of whom no message came since
   * sealing began, has one then.
   */
  public UserKey keyAt(String userId, long time) {
    UserKey key = keys.at(userId, time);
    if (key == null) {
      keys.createFirst(userId);
      key = keys.at(userId, time);
    }
    return key;
  }

  /** The key for a time; null where the user has none. */
  UserKey keyIfAny(String userId, long time) {
    return keys == null ? null : keys.at(userId, time);
  }

  /** The user's keys, destroyed ones included; none where there are no keys at all. */
  List<UserKey> keys(String userId) {
    return keys == null ? List.of() : keys.find(userId);
  }

  /** To be told of an erasure, since the user has another key then. */
  public void forget(String userId) {
    if (keys != null) {
      keys.forget(userId);
    }
  }

  /**
   * Hides the first bytes of an array.
   *
   * @param key not destroyed
   */
  public Sealed seal(UserKey key, String userId, String place, byte[] plain, int length) {
    byte[] id = HexFormat.of().parseHex(key.id());
    byte[] nonce = AesGcm.randomBytes(AesGcm.NONCE);
    return new Sealed(cipher.seal(key.key(), id, nonce, data(userId, place), plain, length));
  }

  /**
   * What is in a sealed value; null if its key was destroyed, or is none of the user's.
   *
   * @throws UserKeysException if there are no keys, or the value was changed or moved
   */
  public byte[] open(Sealed value, String userId, String place) {
    if (keys == null) {
      throw new UserKeysException(
          "There are sealed values, but privacy.user-keys-path does not say where their keys are");
    }
    byte[] sealed = value.bytes();
    UserKey key = keys.byId(userId, HexFormat.of().formatHex(sealed, 0, UserKey.ID_BYTES));
    if (key == null || key.isDestroyed()) {
      shredded.run();
      return null;
    }
    byte[] plain = cipher.open(key.key(), sealed, UserKey.ID_BYTES, data(userId, place));
    if (plain == null) {
      throw new UserKeysException(
          "A sealed value of " + place + " was changed, or is of another user or place");
    }
    return plain;
  }

  /**
   * A name that stands for a text where it must be found again, as in the keys of a map: without
   * the user's key nobody can tell what it stands for.
   *
   * @return HMAC-SHA-256 by the user's key, the first 128 bits, hexadecimal
   */
  public static String name(UserKey key, String text) {
    return HexFormat.of().formatHex(Hmac.of(key.macKey(), text), 0, 16);
  }

  /** A compact JWE for consumers of outputs, see {@link Jwe}. */
  public String jwe(UserKey key, String userId, byte[] plain) {
    byte[] header = Jwe.header(key.id(), userId);
    byte[] nonce = AesGcm.randomBytes(AesGcm.NONCE);
    return Jwe.compact(header, cipher.seal(key.key(), NO_HEAD, nonce, header, plain, plain.length));
  }

  /**
   * What is in a compact JWE; null if its key was destroyed, or is none of the user's.
   *
   * @throws UserKeysException if it is none of {@link #jwe}, or was changed or is another user's
   */
  public byte[] openJwe(String compact, String userId) {
    Jwe jwe = Jwe.parse(compact);
    UserKey key = keys.byId(userId, jwe.keyId());
    if (key == null || key.isDestroyed()) {
      shredded.run();
      return null;
    }
    byte[] plain = cipher.open(key.key(), jwe.sealed(), 0, jwe.protectedHeader());
    if (plain == null || !Arrays.equals(jwe.protectedHeader(), Jwe.header(key.id(), userId))) {
      throw new UserKeysException("A sealed record was changed, or is another user's");
    }
    return plain;
  }

  private static byte[] data(String userId, String place) {
    return (place + '\0' + userId).getBytes(StandardCharsets.UTF_8);
  }
}
