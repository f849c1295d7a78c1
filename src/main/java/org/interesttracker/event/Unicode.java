package org.interesttracker.event;

import java.nio.charset.StandardCharsets;

/** JSON can escape half a surrogate pair, which no UTF-8 writer downstream would accept. */
final class Unicode {

  private Unicode() {}

  /** Whether every surrogate stands in a pair. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPair(text, i++)) {
        return false;
      }
    }
    return true;
  }

  /** The text with a question mark for every half pair. */
  static String wellFormed(String text) {
    return isWellFormed(text)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static boolean isPair(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
