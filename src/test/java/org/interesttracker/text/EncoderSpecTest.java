package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders from files: what is accepted, and what is said of files that are not. */
class EncoderSpecTest {

  private static final EncoderSpec BUNDLED = EncoderSpec.ALL_MINILM_L6_V2;

  @TempDir static Path folder;

  private static String model;
  private static String tokenizer;

  @BeforeAll
  static void unpack() throws IOException {
    model = copy("/all-minilm-l6-v2.onnx");
    tokenizer = copy("/all-minilm-l6-v2-tokenizer.json");
  }

  @Test
  void filesOfTheUsersOwnGiveTheVectorsOfTheSameBundledModel() {
    List<String> texts = List.of("running shoes", "a new film");
    EncoderSpec spec = EncoderSpec.ofFiles(null, model, tokenizer, Pooling.MEAN, 128, true);

    try (TextEncoder own = Encoders.acquire(spec);
        TextEncoder bundled = Encoders.acquire(BUNDLED)) {
      assertThat(own.id()).isEqualTo("759c3cd2b7fe");
      assertThat(own.dimension()).isEqualTo(384);
      float[][] expected = bundled.encode(texts);
      float[][] found = own.encode(texts);
      assertThat(found[0]).containsExactly(expected[0], within(1e-6f));
      assertThat(found[1]).containsExactly(expected[1], within(1e-6f));
    }
  }

  @Test
  void aGivenNameIsKept() {
    assertThat(EncoderSpec.ofFiles("mine", model, tokenizer, Pooling.CLS, 64, true).id())
        .isEqualTo("mine");
  }

  @Test
  void refusesAMissingFile() {
    String missing = folder.resolve("missing.onnx").toString();

    assertThatThrownBy(() -> EncoderSpec.ofFiles(null, missing, tokenizer, Pooling.CLS, 64, true))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining(missing)
        .hasMessageContaining("expected a readable file");
    expectRefusal(spec(missing, tokenizer, 128, 0, null), missing, "expected a readable file");
    expectRefusal(
        spec("classpath:/missing.onnx", tokenizer, 128, 0, null),
        "classpath:/missing.onnx",
        "expected a resource on the class path");
  }

  @Test
  void refusesAFileThatIsNoModel() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(model));
    Path damaged = folder.resolve("damaged.onnx");
    Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));

    expectRefusal(
        spec(damaged.toString(), tokenizer, 128, 0, null),
        damaged.toString(),
        "is damaged: field",
        "expected a readable ONNX model");
  }

  @Test
  void refusesAnotherChecksumAndSaysBoth() {
    String sha = "0".repeat(64);

    expectRefusal(
        spec(model, tokenizer, 128, 0, sha), model, BUNDLED.modelSha256(), "expected " + sha);
    expectRefusal(
        spec(BUNDLED.model(), tokenizer, 128, 0, sha), BUNDLED.model(), "expected " + sha);
  }

  @Test
  void refusesAVocabularyLargerThanTheModels() {
    EncoderSpec zh = EncoderSpec.BGE_SMALL_ZH_V15;

    expectRefusal(
        spec(zh.model(), tokenizer, 128, 0, null),
        zh.model(),
        "knows every id of its tokenizer file");
  }

  @Test
  void refusesTextsLongerThanTheModelTakes() {
    expectRefusal(spec(model, tokenizer, 513, 0, null), model, "texts of the configured length");
  }

  @Test
  void refusesAnotherDimension() {
    expectRefusal(spec(model, tokenizer, 128, 512, null), model, "384 values, expected 512");
  }

  @Test
  void leavesNoTemporaryFileBehind() throws Exception {
    for (ModelFile file : List.of(BUNDLED.tokenizerFile(), new ModelFile(tokenizer, null))) {
      Path copy = file.use(1 << 20, path -> Files.exists(path) ? path : null);
      assertThat(copy).isNotNull().doesNotExist();
    }
    assertThat(Path.of(tokenizer)).exists();
  }

  @Test
  void refusesALargerFileBeforeAllOfItIsRead() throws Exception {
    Path big = folder.resolve("big.onnx");
    try (var file = new RandomAccessFile(big.toFile(), "rw")) {
      file.setLength((1L << 30) + 1);
    }

    ModelFile file = new ModelFile(big.toString(), null);
    assertThatThrownBy(() -> file.use(1 << 20, path -> path))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining(big + " is larger than 1,048,576 bytes");
    assertThatThrownBy(() -> file.bytes(1 << 20))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining(big + " is larger than 1,048,576 bytes");
  }

  @Test
  void refusesAModelWithTensorsInAnotherFile() throws IOException {
    Path elsewhere = folder.resolve("elsewhere.onnx");
    Files.write(elsewhere, OnnxBytes.graph(OnnxBytes.externalTensor("/etc/passwd")));

    expectRefusal(
        spec(elsewhere.toString(), tokenizer, 128, 0, null),
        elsewhere.toString(),
        "keeps a tensor in another file");
  }

  private static EncoderSpec spec(
      String model, String tokenizer, int maxTokens, int dimension, String sha256) {
    return new EncoderSpec(
        "test", model, tokenizer, Pooling.MEAN, maxTokens, dimension, sha256, null, true);
  }

  private static void expectRefusal(EncoderSpec spec, String... parts) {
    assertThatThrownBy(() -> Encoders.acquire(spec))
        .isInstanceOf(EncoderException.class)
        .hasMessageContainingAll(parts);
    assertThat(Encoders.holders(spec)).isZero();
  }

  private static String copy(String resource) throws IOException {
    Path target = folder.resolve(resource.substring(1));
    try (InputStream in = EncoderSpecTest.class.getResourceAsStream(resource)) {
      Files.copy(in, target);
    }
    return target.toString();
  }
}
