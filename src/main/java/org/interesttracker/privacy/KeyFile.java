package org.interesttracker.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secret keys by name: the current one, and while keys are rotated the previous one. In text, one
 * key a line, {@code id:base64}; empty lines and those that begin with # are passed over.
 *
 * <p>Immutable and thread-safe. Neither this nor a key tells its secret in {@code toString}, and
 * neither is serializable, so that no job graph and no state can hold one.
 */
public final class KeyFile {

  /** The least bytes of a key: as many as the hash function of the HMAC gives (RFC 2104). */
  public static final int MIN_BYTES = 32;

  private static final int MAX_KEYS = 2;
  private static final int MAX_BYTES = 1 << 16;
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63}):([A-Za-z0-9+/]+={0,2})");

  private final List<Key> keys;

  private KeyFile(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /** A secret with a name that is none. */
  public static final class Key {

    private final String id;
    private final byte[] secret;

    private Key(String id, byte[] secret) {
      this.id = id;
      this.secret = secret;
    }

    /** 1 to 64 letters, digits, points, underscores and hyphens. */
    public String id() {
      return id;
    }

    /** A copy of its bytes, {@link KeyFile#MIN_BYTES} or more. */
    public byte[] secret() {
      return secret.clone();
    }

    /** As a line of a key file. */
    String line() {
      return id + ":" + Base64.getEncoder().encodeToString(secret);
    }

    @Override
    public String toString() {
      return "key " + id;
    }
  }

  /**
   * @param content of the file, UTF-8
   * @param place where it came from, for what is said of it
   * @throws KeyException if it is not one or two keys that differ
   */
  public static KeyFile parse(byte[] content, String place) {
    if (content.length > MAX_BYTES) {
      throw new KeyException(place + " is too large for a key file.");
    }
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\\R", -1);
    List<Key> keys = new ArrayList<>();
    for (int n = 0; n < lines.length; n++) {
      String line = lines[n].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(keys, key(line, place, n + 1), place);
      }
    }
    if (keys.isEmpty()) {
      throw new KeyException(place + " has no key.");
    }
    return new KeyFile(keys);
  }

  private static Key key(String line, String place, int number) {
    Matcher matcher = LINE.matcher(line);
    byte[] secret = matcher.matches() ? decoded(matcher.group(2)) : null;
    if (secret == null) {
      throw new KeyException(
          "Line %d of %s is not a key: expected a name of letters and digits, a colon, and Base64."
              .formatted(number, place));
    }
    if (secret.length < MIN_BYTES) {
      throw new KeyException(
          "The key in line %d of %s has %d bytes, expected at least %d."
              .formatted(number, place, secret.length, MIN_BYTES));
    }
    if (isConstant(secret)) {
      throw new KeyException(
          "The key in line %d of %s is one byte again and again, which is no secret."
              .formatted(number, place));
    }
    return new Key(matcher.group(1), secret);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isConstant(byte[] secret) {
    byte[] constant = new byte[secret.length];
    Arrays.fill(constant, secret[0]);
    return Arrays.equals(secret, constant);
  }

  private static void add(List<Key> keys, Key key, String place) {
    if (keys.size() == MAX_KEYS) {
      throw new KeyException(
          place + " has more than two keys; only the current and the previous one can live.");
    }
    for (Key other : keys) {
      if (other.id.equals(key.id) || Arrays.equals(other.secret, key.secret)) {
        throw new KeyException("Two keys of " + place + " have the same name or are the same.");
      }
    }
    keys.add(key);
  }

  /** A file whose current key is another, and whose previous one is the current one of this. */
  KeyFile before(Key newer, String place) {
    List<Key> rotated = new ArrayList<>(List.of(newer));
    add(rotated, current(), place);
    return new KeyFile(rotated);
  }

  /** One key and nothing before it. */
  static KeyFile of(String id, byte[] secret) {
    return parse(new Key(id, secret).line().getBytes(StandardCharsets.UTF_8), "The key " + id);
  }

  /** The key by which what is new is made. */
  public Key current() {
    return keys.get(0);
  }

  /** The key before it, as long as keys are rotated. */
  public Optional<Key> previous() {
    return keys.size() > 1 ? Optional.of(keys.get(1)) : Optional.empty();
  }

  /** All keys, the current one first. */
  public List<Key> keys() {
    return keys;
  }

  /** Its text, one key a line. */
  String text() {
    StringBuilder text = new StringBuilder();
    keys.forEach(key -> text.append(key.line()).append('\n'));
    return text.toString();
  }
}
