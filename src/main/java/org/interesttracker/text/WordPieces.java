package org.interesttracker.text;

/** The token ids of one text, gathered word by word. */
final class WordPieces {

  private final WordTrie starts;
  private final WordTrie continuations;
  private final int unknown;
  private final int maxWordLength;
  private final int limit;
  private final char[] word;
  private final int[] ids;
  private int count;
  private int length;
  private int codePoints;

  WordPieces(WordTrie starts, WordTrie continuations, int unknown, int maxWordLength, int limit) {
    this.starts = starts;
    this.continuations = continuations;
    this.unknown = unknown;
    this.maxWordLength = maxWordLength;
    this.limit = limit;
    word = new char[2 * maxWordLength];
    // A word is taken back if its end is unknown, so it must be seen whole, beyond the limit.
    ids = new int[limit + 2 * maxWordLength];
  }

  boolean isFull() {
    return count >= limit;
  }

  /** Adds a code point to the word at hand. */
  void add(int codePoint) {
    if (codePoints++ >= maxWordLength) {
      return;
    }
    if (codePoint < 0x10000) {
      word[length++] = (char) codePoint;
    } else {
      length += Character.toChars(codePoint, word, length);
    }
  }

  /** A word of one code point. */
  void word(int codePoint) {
    endWord();
    add(codePoint);
    endWord();
  }

  /** A token that is no word. */
  void token(int id) {
    endWord();
    ids[count++] = id;
  }

  void endWord() {
    if (codePoints == 0) {
      return;
    }
    int before = count;
    if (codePoints > maxWordLength || !split()) {
      count = before;
      ids[count++] = unknown;
    }
    codePoints = 0;
    length = 0;
  }

  int[] ids(int[] before, int[] after) {
    int kept = Math.min(count, limit);
    int[] all = new int[before.length + kept + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(ids, 0, all, before.length, kept);
    System.arraycopy(after, 0, all, before.length + kept, after.length);
    return all;
  }

  private boolean split() {
    WordTrie trie = starts;
    int from = 0;
    while (from < length) {
      long match = trie.longest(word, from, length);
      if (match < 0) {
        return false;
      }
      ids[count++] = WordTrie.id(match);
      from = WordTrie.end(match);
      trie = continuations;
    }
    return true;
  }
}
