package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.ModelCard;
import org.interesttracker.model.Projection;
import org.interesttracker.model.Vectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextVectorizerTest {

  private static final int DIMENSION = 16;
  private static final EncoderSpec EN = EncoderSpec.ALL_MINILM_L6_V2;
  private static final EncoderSpec ZH = EncoderSpec.BGE_SMALL_ZH_V15;
  private static final String ENGLISH = "running shoes";
  private static final String CHINESE = "科幻电影";

  private static TextEncoder english;
  private static TextEncoder chinese;

  @BeforeAll
  static void keepOpen() {
    english = Encoders.acquire(EN);
    chinese = Encoders.acquire(ZH);
  }

  @AfterAll
  static void giveBack() {
    english.close();
    chinese.close();
  }

  @Test
  void autoSendsEachTextToTheEncoderOfItsScript() {
    InterestModel model = model(EN, ZH);
    try (TextVectorizer vectorizer = auto(model)) {
      float[][] vectors = vectorizer.vectors(List.of(ENGLISH, CHINESE));

      assertThat(vectors[0]).containsExactly(expected(model, english, ENGLISH), within(1e-5f));
      assertThat(vectors[1]).containsExactly(expected(model, chinese, CHINESE), within(1e-5f));
      assertThat(vectors[0]).hasSize(DIMENSION);
      assertThat(Vectors.dot(vectors[0], vectors[0])).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void autoWithOneProjectionSendsAllTextsThere() {
    InterestModel model = model(EN);
    try (TextVectorizer vectorizer = auto(model)) {
      assertThat(vectorizer.vectors(List.of(CHINESE))[0])
          .containsExactly(expected(model, english, CHINESE), within(1e-5f));
    }
    InterestModel onlyChinese = model(ZH);
    try (TextVectorizer vectorizer = auto(onlyChinese)) {
      assertThat(vectorizer.vectors(List.of(ENGLISH))[0])
          .containsExactly(expected(onlyChinese, chinese, ENGLISH), within(1e-5f));
    }
  }

  @Test
  void aFixedChoiceTakesEveryText() {
    InterestModel model = model(EN, ZH);
    try (TextVectorizer vectorizer = new TextVectorizer(model, EncoderChoice.ZH, null, 10)) {
      assertThat(vectorizer.vectors(List.of(ENGLISH))[0])
          .containsExactly(expected(model, chinese, ENGLISH), within(1e-5f));
    }
    try (TextVectorizer vectorizer = new TextVectorizer(model, EncoderChoice.CUSTOM, EN, 10)) {
      assertThat(vectorizer.vectors(List.of(CHINESE))[0])
          .containsExactly(expected(model, english, CHINESE), within(1e-5f));
    }
  }

  @Test
  void nullTextsHaveNoVector() {
    try (TextVectorizer vectorizer = auto(model(EN))) {
      float[][] vectors = vectorizer.vectors(Arrays.asList(null, ENGLISH, null));

      assertThat(vectors[0]).isNull();
      assertThat(vectors[1]).isNotNull();
      assertThat(vectors[2]).isNull();
      assertThat(vectorizer.vectors(List.of())).isEmpty();
    }
  }

  @Test
  void repeatsAreEncodedOnceAndLaterComeFromTheCache() {
    try (TextVectorizer vectorizer = auto(model(EN))) {
      float[][] first = vectorizer.vectors(List.of(ENGLISH, "film", ENGLISH));
      assertThat(vectorizer.cacheMisses()).isEqualTo(2);
      assertThat(vectorizer.cacheHits()).isZero();
      assertThat(first[2]).isSameAs(first[0]);

      float[][] second = vectorizer.vectors(List.of("film", "new", ENGLISH));
      assertThat(vectorizer.cacheMisses()).isEqualTo(3);
      assertThat(vectorizer.cacheHits()).isEqualTo(2);
      assertThat(second[0]).isSameAs(first[1]);
      assertThat(second[2]).isSameAs(first[0]);
    }
  }

  @Test
  void theCacheIsBounded() {
    try (TextVectorizer vectorizer = new TextVectorizer(model(EN), EncoderChoice.EN, null, 5)) {
      List<String> texts = IntStream.range(0, 40).mapToObj(i -> "text " + i).toList();

      assertThat(List.of(vectorizer.vectors(texts))).hasSize(40).doesNotContainNull();
      assertThat(vectorizer.cacheSize()).isBetween(1L, 5L);
    }
    try (TextVectorizer vectorizer = new TextVectorizer(model(EN), EncoderChoice.EN, null, 0)) {
      vectorizer.vectors(List.of(ENGLISH));
      assertThat(vectorizer.vectors(List.of(ENGLISH))[0]).isNotNull();
      assertThat(vectorizer.cacheSize()).isZero();
      assertThat(vectorizer.cacheHits()).isZero();
    }
  }

  @Test
  void aModelWithoutTheProjectionIsRefused() {
    assertThatThrownBy(() -> new TextVectorizer(model(EN), EncoderChoice.ZH, null, 10))
        .isInstanceOf(EncoderException.class)
        .hasMessage(
            "Model v1 has no projection for encoder bge-small-zh-v1.5; train one with: train");
    assertThatThrownBy(() -> auto(model()))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("Model v1 has no projection for encoder");
  }

  @Test
  void aProjectionOfAnotherSizeIsRefused() {
    InterestModel model = model(EN);
    Projection wrong = projection(EN.id(), 100);
    model.projections().put(EN.id(), wrong);

    assertThatThrownBy(() -> auto(model))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("384 values, the projection of model v1 expects 100");
  }

  @Test
  void takesAndGivesBackItsEncoders() {
    int before = Encoders.holders(EN);
    TextVectorizer vectorizer = auto(model(EN, ZH));
    assertThat(Encoders.holders(EN)).isEqualTo(before + 1);

    vectorizer.close();
    vectorizer.close();
    assertThat(Encoders.holders(EN)).isEqualTo(before);
    assertThatThrownBy(() -> new TextVectorizer(model(EN), EncoderChoice.ZH, null, 10))
        .isInstanceOf(EncoderException.class);
    assertThat(Encoders.holders(EN)).isEqualTo(before);
  }

  @Test
  void vectorsFromElsewhereComeToTheModelsLength() {
    try (TextVectorizer vectorizer = auto(model(EN))) {
      assertThat(vectorizer.project(new float[] {1, 2, 3})).hasSize(DIMENSION);
    }
  }

  private static TextVectorizer auto(InterestModel model) {
    return new TextVectorizer(model, EncoderChoice.AUTO, null, 100);
  }

  private static float[] expected(InterestModel model, TextEncoder encoder, String text) {
    return model.projections().get(encoder.id()).apply(encoder.encode(List.of(text))[0]);
  }

  private static InterestModel model(EncoderSpec... encoders) {
    Map<String, Projection> projections = new HashMap<>();
    for (EncoderSpec spec : encoders) {
      projections.put(spec.id(), projection(spec.id(), spec.dimension()));
    }
    LstmWeights lstm =
        new LstmWeights(
            1,
            1,
            DIMENSION,
            new float[4],
            new float[4],
            new float[4],
            new float[DIMENSION],
            new float[DIMENSION]);
    return new InterestModel(
        new ModelCard("v1", "", Map.of(), Map.of(), Map.of()), lstm, projections, Map.of());
  }

  private static Projection projection(String encoder, int inputSize) {
    Random random = new Random(encoder.hashCode());
    float[] matrix = new float[inputSize * DIMENSION];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) random.nextGaussian();
    }
    return new Projection(encoder, inputSize, DIMENSION, new float[inputSize], matrix);
  }
}
