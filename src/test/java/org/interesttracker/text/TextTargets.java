package org.interesttracker.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.interesttracker.fuzz.ScratchFile;
import org.interesttracker.fuzz.Target;

/** Texts, and the files of language models. */
public final class TextTargets {

  private static final int MAX_TOKENS = 128;

  private TextTargets() {}

  public static Map<String, Target> all() {
    TextCleaner cleaner = new TextCleaner();
    WordPieceTokenizer english =
        WordPieceTokenizer.read(EncoderSpec.ALL_MINILM_L6_V2.tokenizer(), MAX_TOKENS, true);
    WordPieceTokenizer chinese =
        WordPieceTokenizer.read(EncoderSpec.BGE_SMALL_ZH_V15.tokenizer(), MAX_TOKENS, true);
    ScratchFile vocabulary = new ScratchFile("tokenizer.json");
    return Map.of(
        "text",
        Target.of(
            bytes -> {
              for (String text :
                  new String[] {
                    new String(bytes, StandardCharsets.UTF_8),
                    new String(bytes, StandardCharsets.UTF_16)
                  }) {
                requireWithin(cleaner.clean(text), TextCleaner.DEFAULT_MAX_LENGTH);
                require(english.encode(text), english.maxId());
                require(chinese.encode(text), chinese.maxId());
              }
            }),
        "vocabulary",
        Target.of(
            bytes -> {
              ModelFile file = new ModelFile(vocabulary.with(bytes).toString(), null);
              Vocabulary read = VocabularyFile.read(file, true);
              require(read.before(), read.maxId());
              require(read.after(), read.maxId());
            },
            EncoderException.class),
        "onnx",
        Target.of(
            bytes -> OnnxInspection.inspect("model.onnx", ByteBuffer.wrap(bytes)),
            EncoderException.class));
  }

  private static void requireWithin(String text, int length) {
    if (text != null && text.length() > length) {
      throw new IllegalStateException("A text has " + text.length() + " characters");
    }
  }

  private static void require(int[] ids, int maxId) {
    if (ids.length > MAX_TOKENS) {
      throw new IllegalStateException("A text has " + ids.length + " tokens");
    }
    for (int id : ids) {
      if (id < 0 || id > maxId) {
        throw new IllegalStateException("A token has the id " + id);
      }
    }
  }
}
