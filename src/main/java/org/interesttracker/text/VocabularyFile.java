package org.interesttracker.text;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.Json;

/** Reads a vocabulary from {@code tokenizer.json} or {@code vocab.txt}. */
final class VocabularyFile {

  /** A hundred times the file of BERT's own vocabulary. */
  private static final int MAX_BYTES = 1 << 26;

  private static final int MAX_WORD_LENGTH = 100;

  /** What each text would need buffers for. */
  private static final int LONGEST_WORD = 10_000;

  private static final int MOST_AROUND = 16;
  private static final int MAX_ID = (1 << 24) - 1;

  private static final ObjectReader READER =
      Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private static final String UNKNOWN = "[UNK]";
  private static final List<String> BERT_SPECIAL =
      List.of("[PAD]", UNKNOWN, "[CLS]", "[SEP]", "[MASK]");

  private final String location;

  private VocabularyFile(String location) {
    this.location = location;
  }

  /**
   * @param lowercase lower-case and strip accents; vocab.txt only
   */
  static Vocabulary read(ModelFile file, boolean lowercase) {
    byte[] content = file.bytes(MAX_BYTES);
    VocabularyFile reader = new VocabularyFile(file.location());
    boolean json = content.length > 0 && content[0] == '{';
    return reader.checked(json ? reader.json(content) : reader.text(content, lowercase));
  }

  private Vocabulary text(byte[] content, boolean lowercase) {
    Map<String, Integer> ids = new HashMap<>();
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n");
    for (int i = 0; i < lines.length; i++) {
      ids.put(lines[i].stripTrailing(), i);
    }
    Map<String, Integer> special = new HashMap<>(ids);
    special.keySet().retainAll(BERT_SPECIAL);
    expect(
        special.keySet().containsAll(List.of(UNKNOWN, "[CLS]", "[SEP]")),
        "a vocabulary with [UNK], [CLS] and [SEP], one token a line");
    return new Vocabulary(
        ids,
        UNKNOWN,
        "##",
        MAX_WORD_LENGTH,
        new BertNormalization(true, true, lowercase, lowercase),
        special,
        new int[] {ids.get("[CLS]")},
        new int[] {ids.get("[SEP]")});
  }

  private Vocabulary json(byte[] content) {
    JsonNode root = tree(content);
    JsonNode model = root.path("model");
    // Older files name no type; theirs is told by the prefix.
    expect(
        model.path("type").asText("WordPiece").equals("WordPiece")
            && model.has("continuing_subword_prefix"),
        "a model of type WordPiece");
    expect(
        root.path("pre_tokenizer").path("type").asText().equals("BertPreTokenizer"),
        "a BertPreTokenizer");
    Map<String, Integer> ids = new HashMap<>();
    model.path("vocab").properties().forEach(e -> ids.put(e.getKey(), id(e.getValue())));
    Map<String, Integer> special = new HashMap<>();
    root.path("added_tokens")
        .forEach(token -> special.put(token.path("content").asText(), id(token.path("id"))));
    JsonNode post = root.path("post_processor");
    return new Vocabulary(
        ids,
        model.path("unk_token").asText(UNKNOWN),
        model.path("continuing_subword_prefix").asText(),
        model.path("max_input_chars_per_word").asInt(MAX_WORD_LENGTH),
        normalization(root.path("normalizer")),
        special,
        around(post, true),
        around(post, false));
  }

  private JsonNode tree(byte[] content) {
    try {
      return READER.readTree(content);
    } catch (IOException e) {
      throw new EncoderException(
          "Tokenizer file "
              + location
              + " is not JSON without a name that stands twice, expected a tokenizer.json",
          e);
    }
  }

  private BertNormalization normalization(JsonNode node) {
    expect(node.path("type").asText().equals("BertNormalizer"), "a BertNormalizer");
    boolean lowercase = node.path("lowercase").asBoolean(true);
    return new BertNormalization(
        node.path("clean_text").asBoolean(true),
        node.path("handle_chinese_chars").asBoolean(true),
        // null means: as lowercase
        node.path("strip_accents").asBoolean(lowercase),
        lowercase);
  }

  /** The ids before or after the text, from either of the two post-processors BERT models use. */
  private int[] around(JsonNode post, boolean before) {
    return switch (post.path("type").asText()) {
      case "TemplateProcessing" -> template(post, before);
      case "BertProcessing", "RobertaProcessing" ->
          new int[] {id(post.path(before ? "cls" : "sep").path(1))};
      default -> {
        expect(false, "a TemplateProcessing or BertProcessing post-processor");
        yield null;
      }
    };
  }

  private int[] template(JsonNode post, boolean before) {
    List<Integer> ids = new ArrayList<>();
    boolean here = before;
    for (JsonNode part : post.path("single")) {
      if (part.has("Sequence")) {
        here = !here;
      } else if (here) {
        String name = part.path("SpecialToken").path("id").asText();
        post.path("special_tokens").path(name).path("ids").forEach(id -> ids.add(id(id)));
      }
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private int id(JsonNode node) {
    boolean fits = node.isInt() && node.intValue() >= 0 && node.intValue() <= MAX_ID;
    expect(fits, "ids that are whole numbers from 0 to " + MAX_ID);
    return node.intValue();
  }

  private Vocabulary checked(Vocabulary vocabulary) {
    expect(
        vocabulary.ids().containsKey(vocabulary.unknown()),
        "a vocabulary that has its own unknown token " + vocabulary.unknown());
    expect(
        vocabulary.before().length > 0 && vocabulary.after().length > 0,
        "tokens before and after a text, as [CLS] and [SEP]");
    expect(
        vocabulary.maxWordLength() >= 1 && vocabulary.maxWordLength() <= LONGEST_WORD,
        "words of at most 1 to " + LONGEST_WORD + " characters");
    expect(
        vocabulary.before().length + vocabulary.after().length <= MOST_AROUND,
        "at most " + MOST_AROUND + " tokens around a text");
    expect(!vocabulary.special().containsKey(""), "added tokens of at least one character");
    return vocabulary;
  }

  private void expect(boolean holds, String what) {
    if (!holds) {
      throw new EncoderException(
          "Tokenizer file " + location + " cannot be used, expected " + what);
    }
  }
}
