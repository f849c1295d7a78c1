package org.interesttracker.text;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The tokens that are recognised in raw text, before normalisation: [CLS], [SEP] and the like. */
final class SpecialTokens {

  private record Special(String content, int id) {}

  private final List<Special> longestFirst;

  SpecialTokens(Map<String, Integer> idsByContent) {
    longestFirst =
        idsByContent.entrySet().stream()
            .map(entry -> new Special(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparing((Special token) -> -token.content.length())
                    .thenComparing(Special::content))
            .toList();
  }

  /** The characters they start with. */
  String starts() {
    StringBuilder starts = new StringBuilder();
    longestFirst.forEach(token -> starts.append(token.content.charAt(0)));
    return starts.toString();
  }

  /** The number of the longest one that stands at an offset; -1 if none does. */
  int at(String text, int offset) {
    for (int i = 0; i < longestFirst.size(); i++) {
      if (text.startsWith(longestFirst.get(i).content, offset)) {
        return i;
      }
    }
    return -1;
  }

  int id(int number) {
    return longestFirst.get(number).id;
  }

  int length(int number) {
    return longestFirst.get(number).content.length();
  }
}
