package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TextGrammarTest {

  @Test
  void expandsRulesWithinRules() {
    TextGrammar grammar =
        new TextGrammar(
            Map.of(
                "title", List.of("{who} sees {what}"),
                "who", List.of("a {what}"),
                "what", List.of("fox", "owl")));
    TreeSet<String> texts = new TreeSet<>();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      texts.add(grammar.expand("title", random));
    }
    assertThat(texts).contains("a fox sees owl", "a owl sees fox");
    assertThat(texts).allMatch(text -> text.matches("a (fox|owl) sees (fox|owl)"));
  }

  @Test
  void refusesATextThatNamesAnUnknownRule() {
    assertThatThrownBy(() -> new TextGrammar(Map.of("title", List.of("the {thing}"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"thing\"");
  }

  @Test
  void englishArticlesFollowTheSound() {
    assertThat(EnglishStyle.articles("a owl, a one-pot stew, a unit test, a honest fox"))
        .isEqualTo("an owl, a one-pot stew, a unit test, an honest fox");
  }

  @Test
  void titlesAndSentencesAreCapitalised() {
    assertThat(EnglishStyle.title("the fox of mira's hill")).isEqualTo("The Fox of Mira's Hill");
    assertThat(EnglishStyle.sentences("one fox. two owls")).isEqualTo("One fox. Two owls");
  }

  @Test
  void theBankHasFourScenesInTwoLanguages() {
    TopicBank bank = TopicBank.load();
    assertThat(bank.size()).isEqualTo(56);
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < bank.size(); i++) {
      names.add(bank.get(i).name());
      assertThat(bank.get(i).language()).isEqualTo(i % 2 == 0 ? "en" : "zh");
      assertThat(bank.get(TopicBank.translated(i)).scene().name())
          .isEqualTo(bank.get(i).scene().name());
    }
    assertThat(names).hasSize(56);
  }
}
