package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyFileTest {

  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  @TempDir Path folder;

  @Test
  void plainVocabularyGivesTheSameIdsAsTheJsonItCameFrom() throws IOException {
    String[] tokens = new String[bundled().path("model").path("vocab").size()];
    bundled()
        .path("model")
        .path("vocab")
        .properties()
        .forEach(e -> tokens[e.getValue().asInt()] = e.getKey());
    Path file = Files.writeString(folder.resolve("vocab.txt"), String.join("\r\n", tokens) + "\n");

    WordPieceTokenizer plain = WordPieceTokenizer.read(file.toString(), 128, true);
    WordPieceTokenizer json = WordPieceTokenizer.read("classpath:" + TOKENIZER, 128, false);

    for (String text : TextSamples.generate(500)) {
      assertThat(plain.encode(text)).isEqualTo(json.encode(text));
    }
  }

  @Test
  void plainVocabularyKeepsCaseAndAccentsIfAsked() throws IOException {
    Path file =
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\nCafé\ncafe\n##s\n");

    assertThat(WordPieceTokenizer.read(file.toString(), 9, false).encode("Café CAFE Cafés"))
        .containsExactly(1, 3, 0, 3, 5, 2);
    assertThat(WordPieceTokenizer.read(file.toString(), 9, true).encode("Café CAFE Cafés"))
        .containsExactly(1, 4, 4, 4, 5, 2);
  }

  @Test
  void cutsTextsAfterTheBoundAndKeepsTheLastToken() {
    int[] ids = WordPieceTokenizer.read("classpath:" + TOKENIZER, 5, true).encode("a b c d e f");

    assertThat(ids).hasSize(5).startsWith(101).endsWith(102);
    assertThatThrownBy(() -> WordPieceTokenizer.read("classpath:" + TOKENIZER, 2, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The bound on tokens is 2");
  }

  @Test
  void refusesFilesOfAnotherKindAndSaysWhatWasExpected() throws IOException {
    expectRefusal(root -> ((ObjectNode) root.path("model")).put("type", "BPE"), "type WordPiece");
    expectRefusal(
        root -> ((ObjectNode) root.path("normalizer")).put("type", "NFC"), "BertNormalizer");
    expectRefusal(
        root -> ((ObjectNode) root.path("pre_tokenizer")).put("type", "Metaspace"),
        "BertPreTokenizer");
    expectRefusal(root -> root.putNull("post_processor"), "post-processor");
    expectRefusal(
        root -> ((ObjectNode) root.path("model")).put("unk_token", "<none>"),
        "unknown token <none>");
    expectRefusal(root -> vocabulary(root).put("a", -1), "ids that are whole numbers from 0");
    expectRefusal(root -> vocabulary(root).put("a", 1 << 24), "ids that are whole numbers from 0");
    expectRefusal(root -> vocabulary(root).put("a", 1e300), "ids that are whole numbers from 0");
    expectRefusal(root -> vocabulary(root).put("a", "7"), "ids that are whole numbers from 0");
    for (int length : new int[] {0, -1, Integer.MAX_VALUE}) {
      expectRefusal(
          root -> ((ObjectNode) root.path("model")).put("max_input_chars_per_word", length),
          "words of at most 1 to 10000 characters");
    }
    expectRefusal(
        root -> ((ObjectNode) root.path("added_tokens").path(0)).put("content", ""),
        "added tokens of at least one character");
    expectRefusal(
        root -> {
          ArrayNode ids =
              (ArrayNode)
                  root.path("post_processor").path("special_tokens").path("[CLS]").path("ids");
          IntStream.range(0, 100).forEach(ids::add);
        },
        "at most 16 tokens around a text");
    String text = bundled().toString();
    expectRefusal(
        text.replaceFirst("\"vocab\":\\{", "\"vocab\":{\"a\":1,\"a\":2,"), "stands twice");
    expectRefusal("[".repeat(100_000), "[UNK], [CLS] and [SEP]");
    expectRefusal("{\"a\":".repeat(100_000), "is not JSON");
    expectRefusal("{\"model\":", "is not JSON");
    expectRefusal("hello\nworld\n", "[UNK], [CLS] and [SEP]");
    expectRefusal("", "[UNK], [CLS] and [SEP]");
  }

  @Test
  void namesTheMissingFile() {
    String missing = folder.resolve("none.txt").toString();

    assertThatThrownBy(() -> WordPieceTokenizer.read(missing, 128, true))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining(missing)
        .hasMessageContaining("expected a readable file");
    assertThatThrownBy(() -> WordPieceTokenizer.read("classpath:/none.json", 128, true))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("classpath:/none.json")
        .hasMessageContaining("expected a resource on the class path");
  }

  @Test
  void theHighestIdIsThatOfSpecialTokensToo() throws IOException {
    ObjectNode root = (ObjectNode) bundled();
    ((ObjectNode) root.path("added_tokens").path(0)).put("id", 40_000);
    Path file = Files.writeString(folder.resolve("tokenizer.json"), root.toString());

    assertThat(WordPieceTokenizer.read(file.toString(), 128, true).maxId()).isEqualTo(40_000);
  }

  private static ObjectNode vocabulary(ObjectNode root) {
    return (ObjectNode) root.path("model").path("vocab");
  }

  private void expectRefusal(Consumer<ObjectNode> damage, String sentence) throws IOException {
    ObjectNode root = (ObjectNode) bundled();
    damage.accept(root);
    expectRefusal(root.toString(), sentence);
  }

  private void expectRefusal(String content, String sentence) throws IOException {
    String file = Files.writeString(folder.resolve("tokenizer.json"), content).toString();
    assertThatThrownBy(() -> WordPieceTokenizer.read(file, 128, true))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("expected")
        .hasMessageContaining(sentence);
  }

  private static JsonNode bundled() throws IOException {
    try (InputStream in = VocabularyFileTest.class.getResourceAsStream(TOKENIZER)) {
      return Json.MAPPER.readTree(in);
    }
  }
}
