package org.interesttracker.text;

import java.io.Serializable;

/**
 * How texts become vectors.
 *
 * @param modelLocation the model whose projections are used; empty for the one that is shipped
 * @param choice of the encoder
 * @param encoderPath an ONNX file, for {@link EncoderChoice#CUSTOM} only
 * @param vocabularyPath its tokenizer.json or vocab.txt
 * @param cacheSize how many texts' vectors are remembered
 */
public record VectorizerSettings(
    String modelLocation,
    EncoderChoice choice,
    String encoderPath,
    String vocabularyPath,
    int cacheSize)
    implements Serializable {}
