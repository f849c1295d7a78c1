package org.interesttracker.text;

/**
 * BERT's tokenizer: basic tokenisation, then WordPiece by greedy longest match (Devlin et al.,
 * 2019). Gives the same ids as the Hugging Face library for the same {@code tokenizer.json}, save
 * that added tokens are looked for in raw text whatever their {@code normalized} and {@code
 * single_word} flags say. Thread-safe.
 */
public final class WordPieceTokenizer {

  private final SpecialTokens special;
  private final CharacterTable characters;
  private final WordTrie starts = new WordTrie();
  private final WordTrie continuations = new WordTrie();
  private final int[] before;
  private final int[] after;
  private final int unknown;
  private final int maxWordLength;
  private final int maxPieces;
  private final int maxId;

  WordPieceTokenizer(Vocabulary vocabulary, int maxTokens) {
    special = new SpecialTokens(vocabulary.special());
    characters = new CharacterTable(vocabulary.normalization(), special.starts());
    before = vocabulary.before();
    after = vocabulary.after();
    unknown = vocabulary.unknownId();
    maxWordLength = vocabulary.maxWordLength();
    maxPieces = maxTokens - before.length - after.length;
    maxId = vocabulary.maxId();
    if (maxPieces < 1) {
      throw new IllegalArgumentException(
          "The bound on tokens is " + maxTokens + ", expected room for more than [CLS] and [SEP]");
    }
    vocabulary.ids().forEach((token, id) -> add(vocabulary.prefix(), token, id));
  }

  /**
   * Reads a {@code tokenizer.json} of the Hugging Face library or a plain {@code vocab.txt}.
   *
   * @param location a file, or a resource as {@code classpath:/name}
   * @param maxTokens bound on the ids of a text, [CLS] and [SEP] included; 128 is usual
   * @param lowercase whether to lower-case and strip accents; for vocab.txt only, since
   *     tokenizer.json says it itself
   * @throws EncoderException if the file is missing or is no WordPiece vocabulary
   */
  public static WordPieceTokenizer read(String location, int maxTokens, boolean lowercase) {
    return new WordPieceTokenizer(
        VocabularyFile.read(new ModelFile(location, null), lowercase), maxTokens);
  }

  /** The ids of a text, with [CLS] and [SEP], cut after the bound. */
  public int[] encode(String text) {
    WordPieces pieces = new WordPieces(starts, continuations, unknown, maxWordLength, maxPieces);
    append(text, pieces);
    return pieces.ids(before, after);
  }

  /** The highest id that a text can have. */
  int maxId() {
    return maxId;
  }

  private void add(String prefix, String token, int id) {
    if (token.startsWith(prefix) && token.length() > prefix.length()) {
      continuations.add(token.substring(prefix.length()), id);
    } else {
      starts.add(token, id);
    }
  }

  private void append(String text, WordPieces pieces) {
    int i = 0;
    while (i < text.length() && !pieces.isFull()) {
      int action = characters.action(text.charAt(i));
      if (CharacterTable.kind(action) <= CharacterTable.SEVERAL) {
        apply(action, pieces);
        i++;
      } else {
        i += appendRare(text, i, pieces);
      }
    }
    pieces.endWord();
  }

  /** Special tokens and surrogates; returns how many characters were read. */
  private int appendRare(String text, int offset, WordPieces pieces) {
    int token = special.at(text, offset);
    if (token >= 0) {
      pieces.token(special.id(token));
      return special.length(token);
    }
    int codePoint = text.codePointAt(offset);
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      codePoint = 0xFFFD; // what a lone half becomes on its way through UTF-8
    }
    for (int action : characters.actions(codePoint)) {
      apply(action, pieces);
    }
    return Character.charCount(text.codePointAt(offset));
  }

  private void apply(int action, WordPieces pieces) {
    switch (CharacterTable.kind(action)) {
      case CharacterTable.WORD -> pieces.add(CharacterTable.value(action));
      case CharacterTable.SPACE -> pieces.endWord();
      case CharacterTable.ALONE -> pieces.word(CharacterTable.value(action));
      case CharacterTable.SEVERAL -> {
        for (int part : characters.expansion(CharacterTable.value(action))) {
          apply(part, pieces);
        }
      }
      default -> {}
    }
  }
}
