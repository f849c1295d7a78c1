package org.interesttracker.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.interesttracker.text.Script;
import org.interesttracker.text.WordPieceTokenizer;

/**
 * The project's tokenizer over that of the Hugging Face library in native code, on one thread: the
 * texts of the sample, each with the vocabulary of its language.
 */
final class TokenizeBench implements Benchmark {

  private static final String ENGLISH = "/all-minilm-l6-v2-tokenizer.json";
  private static final String CHINESE = "/bge-small-zh-v1.5-tokenizer.json";
  private static final int MAX_TOKENS = 128;
  private static final Duration COMPARING = Duration.ofSeconds(20);
  private static final long ROUND_NANOS = 1_000_000_000;

  @Override
  public String name() {
    return "tokenize.vs_native";
  }

  @Override
  public String description() {
    return "the tokenizer over that of the Hugging Face library, native, one thread";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    List<String> texts = SampleTexts.read();
    WordPieceTokenizer english = ours(ENGLISH);
    WordPieceTokenizer chinese = ours(CHINESE);
    try (NativeTokenizer nativeEnglish = new NativeTokenizer(ENGLISH, MAX_TOKENS);
        NativeTokenizer nativeChinese = new NativeTokenizer(CHINESE, MAX_TOKENS)) {
      new Comparison(
              name(),
              description(),
              "texts",
              Target.atLeast(1),
              rate(texts, text -> (Script.isChinese(text) ? chinese : english).encode(text).length),
              rate(
                  texts,
                  text ->
                      (Script.isChinese(text) ? nativeChinese : nativeEnglish).encode(text).length),
              COMPARING)
          .measure(figures);
    }
  }

  private static WordPieceTokenizer ours(String resource) {
    return WordPieceTokenizer.read("classpath:" + resource, MAX_TOKENS, true);
  }

  /** All texts again and again, for a second. */
  private static Rate rate(List<String> texts, ToIntFunction<String> tokens) {
    return () -> {
      long start = System.nanoTime();
      long end = start;
      long count = 0;
      long all = 0;
      while (end - start < ROUND_NANOS) {
        for (String text : texts) {
          all += tokens.applyAsInt(text);
        }
        count += texts.size();
        end = System.nanoTime();
      }
      if (all < count) {
        throw new IllegalStateException("Texts without tokens: " + count + " have " + all);
      }
      return count * 1e9 / (end - start);
    };
  }
}
