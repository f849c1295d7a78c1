package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Hugging Face library is the oracle: the same ids, for every text. */
class WordPieceParityTest {

  private static final int TEXTS = 8_000;
  private static final int MAX_TOKENS = 128;

  @ParameterizedTest
  @ValueSource(strings = {"/all-minilm-l6-v2-tokenizer.json", "/bge-small-zh-v1.5-tokenizer.json"})
  void givesTheIdsOfTheHuggingFaceTokenizer(String resource) throws IOException {
    WordPieceTokenizer ours = WordPieceTokenizer.read("classpath:" + resource, MAX_TOKENS, true);
    try (HuggingFaceTokenizer oracle = oracle(resource, MAX_TOKENS)) {
      List<String> texts = TextSamples.generate(TEXTS);
      assertThat(texts).hasSizeGreaterThanOrEqualTo(5_000);
      for (String text : texts) {
        assertThat(ours.encode(text)).as(escaped(text)).isEqualTo(ids(oracle, text));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/all-minilm-l6-v2-tokenizer.json", "/bge-small-zh-v1.5-tokenizer.json"})
  void treatsEveryCodePointAlike(String resource) throws IOException {
    int perText = 256;
    int maxTokens = 8 * perText;
    WordPieceTokenizer ours = WordPieceTokenizer.read("classpath:" + resource, maxTokens, true);
    try (HuggingFaceTokenizer oracle = oracle(resource, maxTokens)) {
      for (int first = 0; first <= Character.MAX_CODE_POINT; first += perText) {
        String text = between(first, first + perText);
        assertThat(ours.encode(text)).as("from U+%x", first).isEqualTo(ids(oracle, text));
      }
    }
  }

  /**
   * Each code point within a word: whether it parts, vanishes, stays or changes shows in the ids.
   */
  private static String between(int first, int end) {
    StringBuilder text = new StringBuilder();
    for (int c = first; c < end; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.append("a").appendCodePoint(c).append("a ");
      }
    }
    return text.toString();
  }

  private static int[] ids(HuggingFaceTokenizer oracle, String text) {
    long[] ids = oracle.encode(text).getIds();
    int[] result = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      result[i] = (int) ids[i];
    }
    return result;
  }

  private static HuggingFaceTokenizer oracle(String resource, int maxTokens) throws IOException {
    Map<String, String> options =
        Map.of(
            "truncation",
            "true",
            "maxLength",
            String.valueOf(maxTokens),
            "modelMaxLength",
            String.valueOf(maxTokens),
            "padding",
            "false");
    try (InputStream in = WordPieceParityTest.class.getResourceAsStream(resource)) {
      return HuggingFaceTokenizer.newInstance(in, options);
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .limit(400)
        .forEach(c -> escaped.append(String.format(c < 128 ? "%c" : "\\u%04x", c)));
    return escaped.toString();
  }
}
