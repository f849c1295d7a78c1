package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCleanerTest {

  private final TextCleaner cleaner = new TextCleaner();

  @Test
  void givesBackPlainTextsAsTheyAre() {
    for (String text : new String[] {"running shoes, size 42", "我喜欢看科幻电影。", "안녕 (ok)"}) {
      assertThat(cleaner.clean(text)).isSameAs(text);
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u00a0\u3000",
        "\u0000\u0007",
        "\u200b\ufeff",
        "\u200d \u200d",
        "<br/>",
        "<script>alert(1)</script>",
        "&nbsp;",
        "\ud800",
        "\ue000"
      })
  void leavesNothingOfWhatHasNoVisibleText(String text) {
    assertThat(cleaner.clean(text)).isNull();
  }

  @Test
  void takesTheTextOutOfHtml() {
    assertThat(cleaner.clean("<p>Fish &amp; <b>chips</b></p><p>now</p><style>p{}</style>"))
        .isEqualTo("Fish & chips now");
    assertThat(cleaner.clean("before<!-- hidden -->after")).isEqualTo("beforeafter");
    assertThat(cleaner.clean("<A HREF='x'>好看</A>")).isEqualTo("好看");
    assertThat(cleaner.clean("AT&amp;T &#x4e2d;")).isEqualTo("AT&T 中");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a < b and c > d",
        "I <3 you",
        "List<String> x",
        "R&D",
        "?a=1&copy=2",
        "x<y and y>z"
      })
  void leavesWhatOnlyLooksLikeHtml(String text) {
    assertThat(cleaner.clean(text)).isEqualTo(text);
  }

  @Test
  void bringsCharactersToTheirCompatibilityForm() {
    assertThat(cleaner.clean("ＡＢＣ１２３，ﬁne ①")).isEqualTo("ABC123,fine 1");
    assertThat(cleaner.clean("Cafe\u0301")).isEqualTo("Café");
    assertThat(cleaner.clean("e\u00ad\u0301")).isEqualTo("é");
  }

  @Test
  void dropsControlAndFormatCharactersAndFoldsWhitespace() {
    assertThat(cleaner.clean("  a\u0000b\u202e\tc \r\n\u00a0 d\u200b ")).isEqualTo("ab c d");
    assertThat(cleaner.clean("x\ud800y")).isEqualTo("xy");
  }

  @Test
  void keepsJoinedEmojiTogether() {
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    assertThat(cleaner.clean(" " + family)).isEqualTo(family);
  }

  @Test
  void boundsTheLengthWithoutCuttingACharacterInHalf() {
    assertThat(cleaner.clean("x".repeat(3_000))).hasSize(2_000);
    assertThat(new TextCleaner(3).clean("ab\ud83d\ude00c")).isEqualTo("ab");
    assertThat(new TextCleaner(4).clean("ab\ud83d\ude00c")).isEqualTo("ab\ud83d\ude00");
    assertThat(new TextCleaner(3).clean("ab cd")).isEqualTo("ab");
    assertThat(new TextCleaner(2).clean("\ufdfa")).hasSize(2);
    assertThatThrownBy(() -> new TextCleaner(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least 1");
  }

  @Test
  void readsOfALongTextOnlyWhatItMayNeed() {
    assertThat(new TextCleaner(3).clean("<b>" + " ".repeat(100) + "late</b>")).isNull();
  }

  @Test
  void findsNothingToDoTheSecondTime() {
    for (String text : TextSamples.generate(3_000)) {
      String once = cleaner.clean(text);
      if (once != null) {
        assertThat(cleaner.clean(once)).isEqualTo(once);
        assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFKC)).isTrue();
        assertThat(once).doesNotContain("  ").doesNotStartWith(" ").doesNotEndWith(" ");
        assertThat(once.length()).isLessThanOrEqualTo(TextCleaner.DEFAULT_MAX_LENGTH);
      }
    }
  }
}
