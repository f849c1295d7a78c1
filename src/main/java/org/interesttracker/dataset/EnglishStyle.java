package org.interesttracker.dataset;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Small matters of English spelling that a grammar of plain texts cannot know. */
final class EnglishStyle {

  private static final Pattern ARTICLE_BEFORE_VOWEL =
      Pattern.compile("\\b([Aa]) (?=(?!one|unit)[aeiouAEIOU]|hono|hones)");
  private static final Pattern SENTENCE_START = Pattern.compile("(^|[.!?] )([a-z])");
  private static final Pattern WORD = Pattern.compile("[\\p{L}'-]+");
  private static final Set<String> SMALL_WORDS =
      Set.of("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to");

  private EnglishStyle() {}

  static String articles(String text) {
    return ARTICLE_BEFORE_VOWEL.matcher(text).replaceAll("$1n ");
  }

  static String sentences(String text) {
    return SENTENCE_START
        .matcher(articles(text))
        .replaceAll(m -> m.group(1) + m.group(2).toUpperCase(Locale.ROOT));
  }

  static String title(String text) {
    return WORD.matcher(articles(text)).replaceAll(EnglishStyle::titleWord);
  }

  private static String titleWord(MatchResult match) {
    String word = match.group();
    boolean keep = match.start() > 0 && SMALL_WORDS.contains(word);
    return keep ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
