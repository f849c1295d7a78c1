package org.interesttracker.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a weights file: the magic, the format version, then sections to the end of the file. All
 * numbers are little-endian.
 *
 * <pre>
 * file    = magic (8 bytes) version (int32) section*
 * section = kind (int8) name (int16 length, UTF-8 bytes) content
 * floats  = kind 1, rank (int8), sizes (int32 each), values (float32 each), row-major
 * strings = kind 2, count (int32), strings (int16 length, UTF-8 bytes each)
 * ints    = kind 3, count (int32), values (int32 each)
 * </pre>
 */
final class WeightsWriter {

  static final byte[] MAGIC = "ITWEIGHT".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final byte FLOATS = 1;
  static final byte STRINGS = 2;
  static final byte INTS = 3;
  static final int MAX_STRING = Short.MAX_VALUE;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  WeightsWriter() throws IOException {
    out.write(MAGIC);
    out.writeInt(Integer.reverseBytes(VERSION));
  }

  void floats(String name, float[] values, int... shape) throws IOException {
    section(FLOATS, name);
    out.writeByte(shape.length);
    for (int size : shape) {
      out.writeInt(Integer.reverseBytes(size));
    }
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    out.write(buffer.array());
  }

  void strings(String name, List<String> values) throws IOException {
    section(STRINGS, name);
    out.writeInt(Integer.reverseBytes(values.size()));
    for (String value : values) {
      string(value);
    }
  }

  void ints(String name, int[] values) throws IOException {
    section(INTS, name);
    out.writeInt(Integer.reverseBytes(values.length));
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    out.write(buffer.array());
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private void section(byte kind, String name) throws IOException {
    out.writeByte(kind);
    string(name);
  }

  private void string(String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > MAX_STRING) {
      throw new IllegalArgumentException(
          "A name in a model has %d bytes, expected at most %d".formatted(utf8.length, MAX_STRING));
    }
    out.writeShort(Short.reverseBytes((short) utf8.length));
    out.write(utf8);
  }
}
