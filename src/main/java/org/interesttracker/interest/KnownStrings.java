package org.interesttracker.interest;

import java.nio.charset.StandardCharsets;

/**
 * Makes strings of bytes, the same object for the same bytes as long as none takes its place: ids
 * of items and topics come again and again, and a string that was met before needs no memory, has
 * its hash and is equal at the first look. A place is by hash, the latest has it. Not thread-safe.
 */
final class KnownStrings {

  private static final int PLACES = 1 << 14;
  private static final int LONGEST = 64;

  private final String[] places = new String[PLACES];

  /**
   * @param bytes UTF-8
   */
  String of(byte[] bytes, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
      }
      hash = 31 * hash + bytes[i];
    }
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    int place = (hash ^ hash >>> 15) & PLACES - 1;
    String known = places[place];
    if (known != null && known.hashCode() == hash && isOf(known, bytes, from, length)) {
      return known;
    }
    return places[place] = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  private static boolean isOf(String known, byte[] bytes, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
