package org.interesttracker.text;

import java.io.Serializable;
import org.interesttracker.model.ModelFiles;

/**
 * How texts become vectors.
 *
 * @param modelLocation the model whose projections are used; empty for the one that is shipped
 * @param choice of the encoder
 * @param encoderPath an ONNX file, for {@link EncoderChoice#CUSTOM} only
 * @param encoderSha256 which it must have, in hex; null accepts any
 * @param vocabularyPath its tokenizer.json or vocab.txt
 * @param pooling of its vectors
 * @param cacheSize how many texts' vectors are remembered
 */
public record VectorizerSettings(
    String modelLocation,
    EncoderChoice choice,
    String encoderPath,
    String encoderSha256,
    String vocabularyPath,
    Pooling pooling,
    int cacheSize)
    implements Serializable {

  /**
   * Opens the encoders.
   *
   * @throws IllegalArgumentException if the model cannot be read
   * @throws EncoderException if an encoder cannot be used
   */
  public TextVectorizer open() {
    return new TextVectorizer(ModelFiles.load(modelLocation), choice, custom(), cacheSize);
  }

  /**
   * What is to be set aside off the heap of each process for the encoders that would be opened, as
   * {@link TextVectorizer#reservedBytes} tells of open ones.
   *
   * @param threads that encode at the same time
   * @return bytes
   * @throws IllegalArgumentException if the model cannot be read
   * @throws EncoderException if a file of an encoder cannot be read
   */
  public long reservedBytes(int threads) {
    return TextVectorizer.encoders(ModelFiles.load(modelLocation), choice, custom()).stream()
        .mapToLong(encoder -> encoder.reservedBytes(threads))
        .sum();
  }

  private EncoderSpec custom() {
    return choice == EncoderChoice.CUSTOM
        ? EncoderSpec.ofFiles(
                null, encoderPath, vocabularyPath, pooling, EncoderSpec.DEFAULT_MAX_TOKENS, true)
            .expecting(encoderSha256)
        : null;
  }
}
