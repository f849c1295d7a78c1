package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  @ParameterizedTest
  @ValueSource(strings = {"科幻电影", "C++入门", "用iPhone15拍照", "《王者之剑》 2024!", "東京タワー", "\ud842\udfb7"})
  void takesTextsWithEnoughIdeographsForChinese(String text) {
    assertThat(Script.isChinese(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123 !?",
        "science fiction",
        "Tokyo (東京) is the capital of Japan",
        "안녕하세요",
        "Привет",
        "😀"
      })
  void takesAllOthersForOther(String text) {
    assertThat(Script.isChinese(text)).isFalse();
  }
}
