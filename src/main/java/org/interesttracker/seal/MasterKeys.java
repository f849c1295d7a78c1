package org.interesttracker.seal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master key, by which users' keys are wrapped, and the one before it, by which they may still
 * be. Wrapping is AES-256-GCM with the place as associated data, so that a wrapped key is of use at
 * its own place only; RFC 3394 would not bind it. The key that wraps is derived from the master key
 * by HMAC-SHA-256. Not thread-safe.
 */
public final class MasterKeys {

  /** The shortest master key, in bytes. */
  public static final int SHORTEST = 32;

  private static final byte[] VERSION = {1};
  private static final int ID_BYTES = 4;

  private final AesGcm cipher = new AesGcm();
  private final Map<String, SecretKey> byId = new LinkedHashMap<>();
  private final String currentId;

  /**
   * @param keys the current one, which wraps, then those that only unwrap
   * @throws IllegalArgumentException if one is shorter than {@value #SHORTEST} bytes
   */
  public MasterKeys(List<byte[]> keys) {
    keys.forEach(this::add);
    this.currentId = byId.keySet().iterator().next();
  }

  private void add(byte[] master) {
    if (master.length < SHORTEST) {
      throw new IllegalArgumentException(
          "A master key has "
              + master.length
              + " bytes; it must have at least "
              + SHORTEST
              + ", drawn at random");
    }
    byte[] hash = Hmac.of(master, "interest-tracker master key id");
    String id = HexFormat.of().formatHex(hash, 0, ID_BYTES);
    byId.put(id, new SecretKeySpec(Hmac.of(master, "interest-tracker wrap 1"), "AES"));
  }

  /** The id of the master key that wraps: 8 hexadecimal digits that tell nothing of it. */
  String currentId() {
    return currentId;
  }

  boolean knows(String id) {
    return byId.containsKey(id);
  }

  byte[] wrap(byte[] key, String place) {
    return cipher.seal(
        byId.get(currentId),
        VERSION,
        AesGcm.randomBytes(AesGcm.NONCE),
        data(place),
        key,
        key.length);
  }

  /** Null if it is damaged or from another place. */
  byte[] unwrap(byte[] wrapped, String masterId, String place) {
    if (wrapped.length == 0 || wrapped[0] != VERSION[0]) {
      return null;
    }
    return cipher.open(byId.get(masterId), wrapped, VERSION.length, data(place));
  }

  private static byte[] data(String place) {
    return ("interest-tracker user key\0" + place).getBytes(StandardCharsets.UTF_8);
  }
}
