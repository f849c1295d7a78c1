package org.interesttracker.dataset;

import java.util.Random;

/**
 * One topic in one language.
 *
 * @param name as it stands in an item's categories
 * @param language ISO 639-1: en or zh
 */
record Topic(String name, String language, Scene scene, TextGrammar grammar) {

  static final String ENGLISH = "en";
  static final String CHINESE = "zh";

  String title(Random random) {
    String text = grammar.expand("title", random);
    return isEnglish() ? EnglishStyle.title(text) : text;
  }

  String description(Random random) {
    String text = grammar.expand("description", random);
    return isEnglish() ? EnglishStyle.sentences(text) : text;
  }

  /** What a user writes; not tidied, as users do not. */
  String remark(String rule, Random random) {
    String text = grammar.expand(rule, random);
    return isEnglish() ? EnglishStyle.articles(text) : text;
  }

  private boolean isEnglish() {
    return language.equals(ENGLISH);
  }
}
