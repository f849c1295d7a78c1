package org.interesttracker.text;

/**
 * The settings of BERT's text normaliser.
 *
 * @param cleanText control characters out, any whitespace to a blank
 * @param chineseCharacters each Chinese character is a word
 * @param stripAccents decompose and drop the marks
 */
record BertNormalization(
    boolean cleanText, boolean chineseCharacters, boolean stripAccents, boolean lowercase) {}
