package org.interesttracker.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The terms of a text: of a Chinese one pairs of neighbouring characters, which need no dictionary;
 * of any other its words, lower-case, without English stop words and endings (Porter).
 */
final class TermAnalyzer {

  private final Analyzer chinese = new CJKAnalyzer();
  private final Analyzer other = new EnglishAnalyzer();

  /** How often each term occurs, in the order of the text. */
  Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Analyzer analyzer = Script.isChinese(text) ? chinese : other;
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        counts.merge(term.toString(), 1, Integer::sum);
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot fail to be read", e);
    }
    return counts;
  }
}
