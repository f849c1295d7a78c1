package org.interesttracker.text;

import java.io.Serializable;
import java.util.Locale;

/**
 * Which text encoder: a BERT-family ONNX model and its WordPiece vocabulary.
 *
 * @param id a stable name; projections are bound to it
 * @param model the ONNX file: a path, or a resource as {@code classpath:/name}
 * @param tokenizer a {@code tokenizer.json} or {@code vocab.txt}, given likewise
 * @param maxTokens longer texts are cut; [CLS] and [SEP] count
 * @param dimension expected of the vectors; 0 takes the model's
 * @param modelSha256 expected, lower-case hex; null accepts any
 * @param tokenizerSha256 likewise
 * @param lowercase whether texts are lower-cased; for vocab.txt only, tokenizer.json says it itself
 */
public record EncoderSpec(
    String id,
    String model,
    String tokenizer,
    Pooling pooling,
    int maxTokens,
    int dimension,
    String modelSha256,
    String tokenizerSha256,
    boolean lowercase)
    implements Serializable {

  public static final int DEFAULT_MAX_TOKENS = 128;

  /** English: 384 values, mean pooling. */
  public static final EncoderSpec ALL_MINILM_L6_V2 =
      bundled(
          "all-minilm-l6-v2",
          Pooling.MEAN,
          384,
          "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
          "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0");

  /** Chinese: 512 values, first-token pooling. */
  public static final EncoderSpec BGE_SMALL_ZH_V15 =
      bundled(
          "bge-small-zh-v1.5",
          Pooling.CLS,
          512,
          "69a0b846f4f116b5e6aabf9546ea6754d02264f3211a13a1bd69b31b8040749a",
          "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26");

  private static final int ID_LENGTH = 12;

  /**
   * How many times the file a session takes: weights as they are and as they are packed for
   * products, and what is left from opening it. With both models that are shipped the process grew
   * by 384 MiB, 2.2 times their files; the rest is room.
   */
  private static final double COPIES = 2.5;

  /** What a thread takes more: four with both models took 44 MiB, the rest is room. */
  private static final long RUN_BYTES = 8L << 20;

  /**
   * An encoder from files of the user's own. The checksums found now are expected from then on, on
   * every machine.
   *
   * @param id null takes the first 12 hex digits of the model file's SHA-256
   * @throws EncoderException if a file cannot be read
   */
  public static EncoderSpec ofFiles(
      String id,
      String model,
      String tokenizer,
      Pooling pooling,
      int maxTokens,
      boolean lowercase) {
    String modelSha256 = new ModelFile(model, null).computeSha256();
    return new EncoderSpec(
        id == null ? modelSha256.substring(0, ID_LENGTH) : id,
        model,
        tokenizer,
        pooling,
        maxTokens,
        0,
        modelSha256,
        new ModelFile(tokenizer, null).computeSha256(),
        lowercase);
  }

  /**
   * This, if its model file is the one that somebody has named.
   *
   * @param sha256 of the model file in hex; null accepts any
   * @throws EncoderException if it is another; names the file, what was found and what was expected
   */
  EncoderSpec expecting(String sha256) {
    new ModelFile(model, sha256 == null ? null : sha256.toLowerCase(Locale.ROOT))
        .check(modelSha256);
    return this;
  }

  /**
   * What is to be set aside for it in ONNX Runtime: the session, and runs, which are bounded in
   * tokens.
   *
   * @param threads that encode at the same time
   * @return bytes
   * @throws EncoderException if the model file cannot be read
   */
  long reservedBytes(int threads) {
    return (long) (COPIES * modelFile().size()) + threads * RUN_BYTES;
  }

  ModelFile modelFile() {
    return new ModelFile(model, modelSha256);
  }

  ModelFile tokenizerFile() {
    return new ModelFile(tokenizer, tokenizerSha256);
  }

  private static EncoderSpec bundled(
      String id, Pooling pooling, int dimension, String modelSha256, String tokenizerSha256) {
    return new EncoderSpec(
        id,
        "classpath:/" + id + ".onnx",
        "classpath:/" + id + "-tokenizer.json",
        pooling,
        DEFAULT_MAX_TOKENS,
        dimension,
        modelSha256,
        tokenizerSha256,
        true);
  }
}
