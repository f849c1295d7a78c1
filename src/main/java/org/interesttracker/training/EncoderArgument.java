package org.interesttracker.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.interesttracker.text.EncoderChoice;
import org.interesttracker.text.EncoderSpec;
import org.interesttracker.text.Pooling;

/** Reads the value of {@code --encoder}. */
final class EncoderArgument {

  private static final String MODEL = "model.onnx";

  private EncoderArgument() {}

  /**
   * @param value auto, en, zh, or a directory
   * @throws IllegalArgumentException if it is none of these, or the directory lacks a file
   */
  static EncoderSelection parse(String value, Pooling pooling) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "auto" -> new EncoderSelection(EncoderChoice.AUTO, null);
      case "en" -> new EncoderSelection(EncoderChoice.EN, null);
      case "zh" -> new EncoderSelection(EncoderChoice.ZH, null);
      default -> new EncoderSelection(EncoderChoice.CUSTOM, custom(Path.of(value), pooling));
    };
  }

  private static EncoderSpec custom(Path directory, Pooling pooling) {
    Path model = directory.resolve(MODEL);
    Path json = directory.resolve("tokenizer.json");
    Path tokenizer = Files.exists(json) ? json : directory.resolve("vocab.txt");
    if (!Files.exists(model) || !Files.exists(tokenizer)) {
      throw new IllegalArgumentException(
          "Encoder %s is none of auto, en, zh, nor a directory with %s and tokenizer.json or vocab.txt"
              .formatted(directory, MODEL));
    }
    return EncoderSpec.ofFiles(
        null,
        model.toString(),
        tokenizer.toString(),
        pooling,
        EncoderSpec.DEFAULT_MAX_TOKENS,
        true);
  }
}
