package org.interesttracker.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Character categories as the Hugging Face BERT normaliser knows them. They come from a file of
 * ours, not from the Java runtime, whose Unicode version changes from release to release.
 */
final class CharacterClasses {

  static final CharacterClasses BERT = load("bert-characters.txt");

  private final Map<String, BitSet> classes = new HashMap<>();
  private final Map<Integer, Integer> lowered = new HashMap<>();

  private CharacterClasses() {}

  /** Cc, Cf, Co and U+FFFD. */
  boolean isControl(int codePoint) {
    return classes.get("control").get(codePoint);
  }

  boolean isMark(int codePoint) {
    return classes.get("mark").get(codePoint);
  }

  boolean isPunctuation(int codePoint) {
    return classes.get("punctuation").get(codePoint);
  }

  boolean isDecomposed(int codePoint) {
    return codePoint < 0x10000 || classes.get("decomposed").get(codePoint);
  }

  /** The White_Space property, fixed since Unicode 6.3. */
  boolean isWhitespace(int c) {
    return (c >= 9 && c <= 13)
        || c == ' '
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  /** What BERT takes for a Chinese character; the gap before 2B920 is in the original. */
  boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  /** The small letter without regard to context: a final sigma is an ordinary one. */
  IntStream lower(int codePoint) {
    if (codePoint == 0x130) { // the only one with two characters
      return IntStream.of('i', 0x307);
    }
    Integer newer = lowered.get(codePoint);
    return IntStream.of(newer != null ? newer : Character.toLowerCase(codePoint));
  }

  private static CharacterClasses load(String resource) {
    CharacterClasses loaded = new CharacterClasses();
    try (InputStream in = CharacterClasses.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(loaded::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return loaded;
  }

  private void read(String line) {
    String[] words = line.split(" ");
    for (int i = 1; i < words.length; i++) {
      if (words[0].equals("lowered")) {
        readLowered(words[i]);
      } else {
        int[] range = range(words[i]);
        classes.computeIfAbsent(words[0], name -> new BitSet()).set(range[0], range[1] + 1);
      }
    }
  }

  private void readLowered(String word) {
    String[] sides = word.split(">");
    int[] range = range(sides[0]);
    int target = Integer.parseInt(sides[1], 16);
    for (int c = range[0]; c <= range[1]; c++) {
      lowered.put(c, target + c - range[0]);
    }
  }

  private static int[] range(String text) {
    String[] ends = text.split("-");
    int first = Integer.parseInt(ends[0], 16);
    return new int[] {first, ends.length == 1 ? first : Integer.parseInt(ends[1], 16)};
  }
}
