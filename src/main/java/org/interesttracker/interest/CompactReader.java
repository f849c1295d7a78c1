package org.interesttracker.interest;

import java.io.DataInput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link CompactWriter} wrote. Damaged bytes end in an {@link IndexOutOfBoundsException}
 * or in wrong values; the state backend's checksums are what tells them.
 */
final class CompactReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final KnownStrings strings = new KnownStrings();
  private byte[] bytes = new byte[0];
  private int position;

  /** Takes in what one {@link CompactWriter#flushTo} handed over. */
  void fillFrom(DataInput in) throws IOException {
    int length = in.readInt();
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    in.readFully(bytes, 0, length);
    position = 0;
  }

  int readByte() {
    return bytes[position++];
  }

  long readUnsigned() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  int readSize() {
    return (int) readUnsigned();
  }

  long readSigned() {
    long value = readUnsigned();
    return value >>> 1 ^ -(value & 1);
  }

  double readDouble() {
    long bits = (long) LONG.get(bytes, position);
    position += Double.BYTES;
    return Double.longBitsToDouble(bits);
  }

  String readString() {
    int length = readSize();
    String value = strings.of(bytes, position, length);
    position += length;
    return value;
  }

  float[] readFloats() {
    float[] values = new float[readSize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat((int) INT.get(bytes, position));
      position += Float.BYTES;
    }
    return values;
  }
}
