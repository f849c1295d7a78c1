package org.interesttracker.text;

import java.text.Normalizer;

/**
 * Brings text from anywhere into one form: HTML to text, Unicode NFKC, control and format
 * characters out, runs of whitespace to one blank, bounded in length. Thread-safe.
 */
public final class TextCleaner {

  public static final int DEFAULT_MAX_LENGTH = 2_000;

  /** Markup is longer than its text; what lies beyond this many times the bound is not read. */
  private static final int RAW_FACTOR = 10;

  private static final char ZERO_WIDTH_NON_JOINER = '\u200C';
  private static final char ZERO_WIDTH_JOINER = '\u200D';

  private final int maxLength;

  public TextCleaner() {
    this(DEFAULT_MAX_LENGTH);
  }

  /**
   * @param maxLength of the result, in UTF-16 units, at least 1
   */
  public TextCleaner(int maxLength) {
    if (maxLength < 1) {
      throw new IllegalArgumentException(
          "The length bound is " + maxLength + ", expected at least 1");
    }
    this.maxLength = maxLength;
  }

  /** The cleaned text; null if nothing is left of it. */
  public String clean(String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (isClean(text)) {
      return text;
    }
    String plain = Html.toText(cut(text, rawBound()));
    // Folded before, since what is dropped may stand between a letter and its accent; and after,
    // since NFKC makes blanks.
    String folded = fold(Normalizer.normalize(fold(plain), Normalizer.Form.NFKC));
    return isBlank(folded) ? null : cut(folded, maxLength).stripTrailing();
  }

  private int rawBound() {
    return (int) Math.min(Integer.MAX_VALUE, (long) RAW_FACTOR * maxLength);
  }

  /** Certain of what it accepts; most texts need no more than this one pass. */
  private boolean isClean(String text) {
    if (text.length() > maxLength || text.charAt(text.length() - 1) == ' ') {
      return false;
    }
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c) && (c != ' ' || last == ' ')) {
        return false;
      }
      last = c;
    }
    return true;
  }

  /** Visible characters that NFKC leaves alone in any company of their own. */
  private static boolean isPlain(char c) {
    if (c < 0x7F) {
      return c > ' ' && c != '<' && c != '&';
    }
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0x3041 && c <= 0x3096)
        || c == '\u3001'
        || c == '\u3002';
  }

  private static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (CharacterClasses.BERT.isWhitespace(c)) {
        gap = true;
      } else if (isKept(c)) {
        if (gap && !folded.isEmpty()) {
          folded.append(' ');
        }
        gap = false;
        folded.appendCodePoint(c);
      }
    }
    return folded.toString();
  }

  /** Joiners stay: they make one emoji of several, and words in Persian and Indian scripts. */
  private static boolean isKept(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE -> false;
      case Character.FORMAT -> isJoiner(c);
      default -> true;
    };
  }

  private static boolean isJoiner(int c) {
    return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
  }

  private static boolean isBlank(String folded) {
    return folded.chars().allMatch(c -> c == ' ' || isJoiner(c));
  }

  /** The first units of a text, without half of a surrogate pair at the end. */
  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splits =
        Character.isHighSurrogate(text.charAt(length - 1))
            && Character.isLowSurrogate(text.charAt(length));
    return text.substring(0, splits ? length - 1 : length);
  }
}
