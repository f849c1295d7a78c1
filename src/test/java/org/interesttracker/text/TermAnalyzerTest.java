package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TermAnalyzerTest {

  private final TermAnalyzer analyzer = new TermAnalyzer();

  @Test
  void wordsLoseTheirEndingsAndStopWordsGo() {
    assertThat(analyzer.counts("The Singers' songs and a song (1995)"))
        .isEqualTo(Map.of("singer", 1, "song", 2, "1995", 1));
  }

  @Test
  void chineseIsTakenInPairsOfCharacters() {
    assertThat(analyzer.counts("上海股市，股市 ABC"))
        .isEqualTo(Map.of("上海", 1, "海股", 1, "股市", 2, "abc", 1));
  }

  @Test
  void aTextWithoutWordsHasNoTerms() {
    assertThat(analyzer.counts("")).isEmpty();
    assertThat(analyzer.counts(" …! the")).isEmpty();
  }
}
