package org.interesttracker.seal;

import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;

/**
 * An input of which the first byte was read already and is given out once more. What comes after it
 * is read from the input itself. Not thread-safe.
 */
final class PushedBackInput implements DataInputView {

  private DataInputView input;
  private byte first;
  private boolean isFirst;

  PushedBackInput of(DataInputView rest, byte pushedBack) {
    input = rest;
    first = pushedBack;
    isFirst = true;
    return this;
  }

  private byte takeFirst() {
    isFirst = false;
    return first;
  }

  @Override
  public byte readByte() throws IOException {
    return isFirst ? takeFirst() : input.readByte();
  }

  @Override
  public int readUnsignedByte() throws IOException {
    return isFirst ? takeFirst() & 0xFF : input.readUnsignedByte();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return isFirst ? takeFirst() != 0 : input.readBoolean();
  }

  @Override
  public short readShort() throws IOException {
    return isFirst ? (short) (takeFirst() << 8 | input.readUnsignedByte()) : input.readShort();
  }

  @Override
  public int readUnsignedShort() throws IOException {
    return readShort() & 0xFFFF;
  }

  @Override
  public char readChar() throws IOException {
    return (char) readShort();
  }

  @Override
  public int readInt() throws IOException {
    return isFirst
        ? takeFirst() << 24 | input.readUnsignedByte() << 16 | input.readUnsignedShort()
        : input.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return isFirst ? (long) readInt() << 32 | input.readInt() & 0xFFFFFFFFL : input.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public void readFully(byte[] bytes) throws IOException {
    readFully(bytes, 0, bytes.length);
  }

  @Override
  public void readFully(byte[] bytes, int offset, int length) throws IOException {
    if (isFirst && length > 0) {
      bytes[offset] = takeFirst();
      input.readFully(bytes, offset + 1, length - 1);
    } else {
      input.readFully(bytes, offset, length);
    }
  }

  @Override
  public int read(byte[] bytes) throws IOException {
    return read(bytes, 0, bytes.length);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!isFirst || length == 0) {
      return input.read(bytes, offset, length);
    }
    bytes[offset] = takeFirst();
    return 1 + Math.max(0, input.read(bytes, offset + 1, length - 1));
  }

  @Override
  public int skipBytes(int count) throws IOException {
    if (!isFirst || count == 0) {
      return input.skipBytes(count);
    }
    takeFirst();
    return 1 + input.skipBytes(count - 1);
  }

  @Override
  public void skipBytesToRead(int count) throws IOException {
    if (skipBytes(count) < count) {
      throw new EOFException();
    }
  }

  /** No value of state begins with text. */
  @Override
  public String readLine() {
    throw new UnsupportedOperationException("readLine");
  }

  /** No value of state begins with text. */
  @Override
  public String readUTF() throws IOException {
    if (isFirst) {
      throw new UnsupportedOperationException("readUTF");
    }
    return input.readUTF();
  }
}
