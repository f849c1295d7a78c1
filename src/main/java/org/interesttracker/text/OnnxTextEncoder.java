package org.interesttracker.text;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.interesttracker.model.Vectors;

/**
 * Encodes texts with a BERT-family model in ONNX Runtime, on the caller's thread. Texts of like
 * length run together.
 */
final class OnnxTextEncoder implements TextEncoder {

  /**
   * Padded tokens of one run. From 128 to 512 the speed is the same, beyond it falls; 256 take
   * about 60 ms.
   */
  private static final int TOKEN_BUDGET = 256;

  private final EncoderSpec spec;
  private final WordPieceTokenizer tokenizer;
  private final OnnxGraph graph;
  private final int budget;
  private final Queue<EncoderBuffers> idle = new ConcurrentLinkedQueue<>();
  private boolean closed;

  /**
   * @throws EncoderException if a file is missing, damaged or of the wrong kind
   */
  OnnxTextEncoder(EncoderSpec spec) {
    this.spec = spec;
    tokenizer =
        new WordPieceTokenizer(
            VocabularyFile.read(spec.tokenizerFile(), spec.lowercase()), spec.maxTokens());
    budget = Math.max(TOKEN_BUDGET, spec.maxTokens());
    int[] longest = new int[spec.maxTokens()];
    Arrays.fill(longest, tokenizer.maxId());
    graph = new OnnxGraph(spec.modelFile(), longest);
    if (spec.dimension() != 0 && spec.dimension() != graph.dimension()) {
      graph.close();
      throw new EncoderException(
          "Model file %s gives vectors of %d values, expected %d"
              .formatted(spec.model(), graph.dimension(), spec.dimension()));
    }
  }

  @Override
  public String id() {
    return spec.id();
  }

  @Override
  public int dimension() {
    return graph.dimension();
  }

  @Override
  public float[][] encode(List<String> texts) {
    int[][] tokens = texts.stream().map(tokenizer::encode).toArray(int[][]::new);
    float[][] vectors = new float[tokens.length][];
    EncoderBuffers pooled = idle.poll();
    EncoderBuffers buffers = pooled != null ? pooled : new EncoderBuffers(budget, dimension());
    try {
      for (int[] batch : TokenBatches.cut(tokens, budget)) {
        run(tokens, batch, buffers, vectors);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed in encoder " + id(), e);
    } finally {
      idle.add(buffers);
    }
    return vectors;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      graph.close();
    }
  }

  private void run(int[][] tokens, int[] batch, EncoderBuffers buffers, float[][] vectors)
      throws OrtException {
    int length = tokens[batch[batch.length - 1]].length;
    buffers.fill(tokens, batch, length);
    FloatBuffer output = graph.run(buffers, batch.length, length);
    for (int row = 0; row < batch.length; row++) {
      int text = batch[row];
      int start = row * length * dimension();
      vectors[text] =
          Vectors.normalize(spec.pooling().pool(output, start, tokens[text].length, dimension()));
    }
  }
}
