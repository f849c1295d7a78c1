package org.interesttracker.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * BERT's normaliser and pre-tokeniser as one look-up per character: each is decided alone, since
 * lower-casing ignores context and canonical order only moves marks that are dropped or unknown. An
 * action is a kind and, in the lower 21 bits, a code point (or the number of an expansion).
 */
final class CharacterTable {

  static final int WORD = 0;
  static final int ALONE = 1;
  static final int SPACE = 2;
  static final int DROP = 3;

  /** One character that becomes several. */
  static final int SEVERAL = 4;

  /** A half of a surrogate pair: ask again with the whole code point. */
  static final int HALF = 5;

  /** May be the first character of a special token. */
  static final int SPECIAL = 6;

  private static final int SHIFT = 21;
  private static final int VALUE = (1 << SHIFT) - 1;
  private static final CharacterClasses CLASSES = CharacterClasses.BERT;

  private final BertNormalization settings;
  private final int[] table = new int[0x10000];
  private final List<int[]> expansions = new ArrayList<>();

  CharacterTable(BertNormalization settings, String specialStarts) {
    this.settings = settings;
    for (int c = 0; c < table.length; c++) {
      table[c] = entry(c);
    }
    specialStarts.chars().forEach(c -> table[c] = action(SPECIAL, c));
  }

  static int kind(int action) {
    return action >>> SHIFT;
  }

  static int value(int action) {
    return action & VALUE;
  }

  int action(char c) {
    return table[c];
  }

  /** The actions of a SEVERAL entry. */
  int[] expansion(int number) {
    return expansions.get(number);
  }

  /** What becomes of a code point, in full: one action or more. */
  int[] actions(int codePoint) {
    if (settings.cleanText()) {
      if (CLASSES.isControl(codePoint) && !isLineBreak(codePoint)) {
        return one(DROP, 0);
      }
      if (CLASSES.isWhitespace(codePoint)) {
        return one(SPACE, ' ');
      }
    }
    boolean alone = settings.chineseCharacters() && CLASSES.isChinese(codePoint);
    int[] actions = mapped(codePoint).map(c -> classified(c, alone)).toArray();
    return actions.length == 0 ? one(DROP, 0) : actions;
  }

  private int entry(int c) {
    if (Character.isSurrogate((char) c)) {
      return action(HALF, 0);
    }
    int[] actions = actions(c);
    if (actions.length == 1) {
      return actions[0];
    }
    expansions.add(actions);
    return action(SEVERAL, expansions.size() - 1);
  }

  private IntStream mapped(int codePoint) {
    IntStream result = IntStream.of(codePoint);
    if (settings.stripAccents()) {
      if (CLASSES.isDecomposed(codePoint)) {
        String text = Character.toString(codePoint);
        result = Normalizer.normalize(text, Normalizer.Form.NFD).codePoints();
      }
      result = result.filter(c -> !CLASSES.isMark(c));
    }
    return settings.lowercase() ? result.flatMap(CLASSES::lower) : result;
  }

  private static int classified(int c, boolean alone) {
    if (CLASSES.isWhitespace(c)) {
      return action(SPACE, ' ');
    }
    return action(alone || CLASSES.isPunctuation(c) ? ALONE : WORD, c);
  }

  private static boolean isLineBreak(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  private static int[] one(int kind, int value) {
    return new int[] {action(kind, value)};
  }

  private static int action(int kind, int value) {
    return kind << SHIFT | value;
  }
}
