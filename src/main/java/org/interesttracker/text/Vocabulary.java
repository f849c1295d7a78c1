package org.interesttracker.text;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a WordPiece tokenizer is made of.
 *
 * @param ids token to id
 * @param unknown the token for a word that cannot be put together
 * @param prefix of tokens that continue a word
 * @param maxWordLength code points; a longer word is unknown
 * @param special recognised in raw text
 * @param before ids put before the text
 * @param after ids put after the text
 */
record Vocabulary(
    Map<String, Integer> ids,
    String unknown,
    String prefix,
    int maxWordLength,
    BertNormalization normalization,
    Map<String, Integer> special,
    int[] before,
    int[] after) {

  int unknownId() {
    return ids.get(unknown);
  }

  /** The highest id that a text can have, be it of a token, a special one or one around texts. */
  int maxId() {
    IntStream tokens =
        Stream.of(ids, special).flatMap(map -> map.values().stream()).mapToInt(Integer::intValue);
    return IntStream.concat(tokens, IntStream.concat(IntStream.of(before), IntStream.of(after)))
        .max()
        .orElseThrow();
  }
}
