package org.interesttracker.text;

/** Tells Chinese from other texts by their letters. */
public final class Script {

  /**
   * One ideograph is worth several letters: in "用iPhone15拍照" they are 3 of 9 letters. A foreign
   * name with its characters in brackets stays below.
   */
  private static final double CHINESE_SHARE = 0.2;

  private Script() {}

  /** Whether at least a fifth of the letters are CJK ideographs. */
  public static boolean isChinese(String text) {
    int letters = 0;
    int ideographs = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetter(c)) {
        letters++;
        ideographs += Character.isIdeographic(c) ? 1 : 0;
      }
    }
    return letters > 0 && ideographs >= CHINESE_SHARE * letters;
  }
}
