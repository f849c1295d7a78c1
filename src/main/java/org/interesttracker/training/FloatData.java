package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Ranges of floats in a stream, four bytes each, big-endian, without their number. */
final class FloatData {

  private FloatData() {}

  static void write(DataOutputStream out, float[] values, int from, int length) throws IOException {
    byte[] bytes = new byte[length * Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(values, from, length);
    out.write(bytes);
  }

  static void read(DataInputStream in, float[] values, int from, int length) throws IOException {
    byte[] bytes = new byte[length * Float.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values, from, length);
  }

  static void write(DataOutputStream out, float[] values) throws IOException {
    write(out, values, 0, values.length);
  }

  static float[] read(DataInputStream in, int length) throws IOException {
    float[] values = new float[length];
    read(in, values, 0, length);
    return values;
  }
}
