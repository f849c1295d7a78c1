package org.interesttracker.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Memory that ONNX Runtime reads and writes without copying. For one run at a time; used again and
 * again.
 */
final class EncoderBuffers {

  private final LongBuffer ids;
  private final LongBuffer mask;
  private final LongBuffer types;
  private final FloatBuffer output;

  /** For up to {@code tokens} tokens, padding included, and as many vectors. */
  EncoderBuffers(int tokens, int dimension) {
    ids = longs(tokens);
    mask = longs(tokens);
    types = longs(tokens); // one segment only: all zero, forever
    output = direct(tokens * dimension * Float.BYTES).asFloatBuffer();
  }

  /** Writes a batch, padded to a common length. */
  void fill(int[][] tokens, int[] batch, int length) {
    for (int row = 0; row < batch.length; row++) {
      int[] text = tokens[batch[row]];
      int at = row * length;
      for (int i = 0; i < length; i++) {
        boolean real = i < text.length;
        ids.put(at + i, real ? text[i] : 0);
        mask.put(at + i, real ? 1 : 0);
      }
    }
  }

  LongBuffer ids(int size) {
    return ids.slice(0, size);
  }

  LongBuffer mask(int size) {
    return mask.slice(0, size);
  }

  LongBuffer types(int size) {
    return types.slice(0, size);
  }

  FloatBuffer output(int size) {
    return output.slice(0, size);
  }

  private static LongBuffer longs(int size) {
    return direct(size * Long.BYTES).asLongBuffer();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
