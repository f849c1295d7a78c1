package org.interesttracker.text;

import java.util.Map;

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
}
