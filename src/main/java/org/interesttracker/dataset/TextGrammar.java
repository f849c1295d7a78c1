package org.interesttracker.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A context-free grammar: a rule name stands for a list of texts, and each {@code {name}} in a text
 * stands for one of that rule's texts.
 */
final class TextGrammar {

  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  /** Enough to make a repeated word in one text rare, without a search for one that is free. */
  private static final int TRIES = 4;

  private final Map<String, List<String>> rules;

  /**
   * @throws IllegalArgumentException if a text names a rule that does not exist or a rule is empty
   */
  TextGrammar(Map<String, List<String>> rules) {
    this.rules = Map.copyOf(rules);
    rules.values().stream().flatMap(List::stream).forEach(this::requireKnownSlots);
  }

  String expand(String rule, Random random) {
    return expandRule(rule, random, new HashSet<>());
  }

  private String expandRule(String rule, Random random, Set<String> used) {
    String text = choose(rules.get(rule), random, used);
    StringBuilder out = new StringBuilder();
    Matcher slot = SLOT.matcher(text);
    while (slot.find()) {
      String inner = expandRule(slot.group(1), random, used);
      slot.appendReplacement(out, Matcher.quoteReplacement(inner));
    }
    return slot.appendTail(out).toString();
  }

  private static String choose(List<String> texts, Random random, Set<String> used) {
    String text = texts.get(random.nextInt(texts.size()));
    for (int i = 1; i < TRIES && used.contains(text); i++) {
      text = texts.get(random.nextInt(texts.size()));
    }
    used.add(text);
    return text;
  }

  private void requireKnownSlots(String text) {
    Matcher slot = SLOT.matcher(text);
    while (slot.find()) {
      if (rules.getOrDefault(slot.group(1), List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "The text \"%s\" names the rule \"%s\", which has no texts."
                .formatted(text, slot.group(1)));
      }
    }
  }
}
