package org.interesttracker.interest;

import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers values in as few bytes as they need. Low byte first, as most machines hold them. */
final class CompactWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int TYPICAL_BYTES = 2_048;
  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes = new byte[TYPICAL_BYTES];
  private int length;

  /** Hands over what was gathered, after its length, and starts anew. */
  void flushTo(DataOutput out) throws IOException {
    out.writeInt(length);
    out.write(bytes, 0, length);
    length = 0;
  }

  void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** 7 bits a byte, low ones first: 1 byte up to 127, at most 10. */
  void writeUnsigned(long value) {
    reserve(LONGEST_NUMBER);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Small in either direction is short: 0, -1, 1, -2 become 0, 1, 2, 3. */
  void writeSigned(long value) {
    writeUnsigned(value << 1 ^ value >> Long.SIZE - 1);
  }

  void writeDouble(double value) {
    reserve(Double.BYTES);
    LONG.set(bytes, length, Double.doubleToRawLongBits(value));
    length += Double.BYTES;
  }

  /** UTF-8: ids and topics have no half of a surrogate pair, the input sees to that. */
  void writeString(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    writeUnsigned(encoded.length);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  void writeFloats(float[] values) {
    writeUnsigned(values.length);
    reserve(Float.BYTES * values.length);
    for (float value : values) {
      INT.set(bytes, length, Float.floatToRawIntBits(value));
      length += Float.BYTES;
    }
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
