package org.interesttracker.text;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cleaner and the tokenizer, each on the text of a comment, in nanoseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TokenizerKernel {

  private static final int MAX_TOKENS = 128;

  /** The language of the text and of the vocabulary. */
  @Param({"en", "zh"})
  public String language;

  private final TextCleaner cleaner = new TextCleaner();
  private WordPieceTokenizer tokenizer;
  private String text;

  /** Opens the tokenizer. */
  @Setup
  public void open() {
    boolean english = language.equals("en");
    String model = english ? "all-minilm-l6-v2" : "bge-small-zh-v1.5";
    tokenizer =
        WordPieceTokenizer.read("classpath:/" + model + "-tokenizer.json", MAX_TOKENS, true);
    text =
        english
            ? "The map was wrong, but the locals were kind. Tell me your own ferry crossing story!"
            : "地图是错的，好在当地人热情。沙棠城的人都在聊一个背包走天下。海岸自驾这一步很少有人提。";
  }

  /** The ids of the text. */
  @Benchmark
  public int[] encode() {
    return tokenizer.encode(text);
  }

  /** The text cleaned. */
  @Benchmark
  public String clean() {
    return cleaner.clean(text);
  }

  /** Which encoder the text goes to. */
  @Benchmark
  public boolean script() {
    return Script.isChinese(text);
  }

  /** A bundle of 64 tokenised texts cut into batches. */
  @State(Scope.Thread)
  public static class Batches {

    private static final int BUNDLE = 64;
    private static final int BUDGET = 256;

    private final int[][] tokens = new int[BUNDLE][];

    /** Texts of 6 to 37 tokens. */
    @Setup
    public void fill() {
      for (int i = 0; i < BUNDLE; i++) {
        tokens[i] = new int[6 + i * 7 % 32];
      }
    }
  }

  /** Sorts and cuts. */
  @Benchmark
  public List<int[]> cut(Batches batches) {
    return TokenBatches.cut(batches.tokens, Batches.BUDGET);
  }
}
