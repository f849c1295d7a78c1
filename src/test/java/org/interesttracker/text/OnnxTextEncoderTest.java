package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.interesttracker.model.Vectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxTextEncoderTest {

  private static final float ROUNDING = 1e-5f;

  private static TextEncoder english;
  private static TextEncoder chinese;

  @BeforeAll
  static void open() {
    english = Encoders.acquire(EncoderSpec.ALL_MINILM_L6_V2);
    chinese = Encoders.acquire(EncoderSpec.BGE_SMALL_ZH_V15);
  }

  @AfterAll
  static void giveBack() {
    english.close();
    chinese.close();
  }

  @Test
  void knowsItsIdAndDimension() {
    assertThat(english.id()).isEqualTo("all-minilm-l6-v2");
    assertThat(english.dimension()).isEqualTo(384);
    assertThat(chinese.id()).isEqualTo("bge-small-zh-v1.5");
    assertThat(chinese.dimension()).isEqualTo(512);
  }

  @Test
  void vectorsDoNotDependOnWhatIsEncodedBesideThem() {
    for (TextEncoder encoder : List.of(english, chinese)) {
      List<String> texts = mixedLengths();
      float[][] together = encoder.encode(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertThat(together[i])
            .as("text " + i)
            .containsExactly(encoder.encode(List.of(texts.get(i)))[0], within(ROUNDING));
      }
    }
  }

  @Test
  void vectorsComeInTheOrderOfTheTexts() {
    List<String> texts = new ArrayList<>(mixedLengths());
    float[][] before = english.encode(texts);
    Collections.reverse(texts);
    float[][] after = english.encode(texts);

    for (int i = 0; i < texts.size(); i++) {
      assertThat(after[i]).containsExactly(before[texts.size() - 1 - i], within(ROUNDING));
    }
  }

  @Test
  void everyVectorHasNormOne() {
    for (TextEncoder encoder : List.of(english, chinese)) {
      for (float[] vector : encoder.encode(mixedLengths())) {
        assertThat(vector).hasSize(encoder.dimension());
        assertThat(Vectors.dot(vector, vector)).isCloseTo(1, within(1e-5));
      }
    }
    assertThat(english.encode(List.of())).isEmpty();
  }

  @Test
  void relatedTextsAreCloserThanUnrelatedOnes() {
    expectCloser(
        english,
        "running shoes for a marathon",
        "trainers made for jogging long distances",
        "a documentary about medieval castles");
    expectCloser(english, "learn Python programming", "beginner coding course", "basketball final");
    expectCloser(chinese, "好看的科幻电影", "银翼杀手是一部经典的未来题材影片", "新鲜蔬菜打折");
    expectCloser(chinese, "机器学习入门课程", "人工智能教程", "篮球比赛集锦");
  }

  /** The figures stand in the quickstart of sentence-transformers (sbert.net) for this model. */
  @Test
  void agreesWithThePublishedSimilarities() {
    float[][] vectors =
        english.encode(
            List.of(
                "The weather is lovely today.",
                "It's so sunny outside!",
                "He drove to the stadium."));

    assertThat(Vectors.cosine(vectors[0], vectors[1])).isCloseTo(0.6660, within(5e-4));
    assertThat(Vectors.cosine(vectors[0], vectors[2])).isCloseTo(0.1046, within(5e-4));
    assertThat(Vectors.cosine(vectors[1], vectors[2])).isCloseTo(0.1411, within(5e-4));
  }

  @Test
  void threadsThatShareAnEncoderGetTheSameVectors() throws Exception {
    List<String> texts = mixedLengths();
    float[][] expected = english.encode(texts);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<float[][]> task = () -> english.encode(texts);
      for (Future<float[][]> result : threads.invokeAll(List.of(task, task, task, task))) {
        assertThat(result.get()).isDeepEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void expectCloser(
      TextEncoder encoder, String text, String related, String unrelated) {
    float[][] v = encoder.encode(List.of(text, related, unrelated));
    assertThat(Vectors.cosine(v[0], v[1])).isGreaterThan(Vectors.cosine(v[0], v[2]) + 0.1);
  }

  private static List<String> mixedLengths() {
    Random random = new Random(5);
    List<String> texts = new ArrayList<>(List.of("", "a", "篮球", "😀", "word ".repeat(300)));
    for (int i = 0; i < 30; i++) {
      texts.add(("sneakers 跑步鞋 number " + i + " ").repeat(1 + random.nextInt(6)));
    }
    return texts;
  }
}
