package org.interesttracker.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks one message of Protocol Buffers' wire format, field by field, without a schema and without
 * copying: all that is needed to look into a file before its own reader does. Every length is
 * checked against the bytes that are left.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtobufReader {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private static final int TYPE_BITS = 3;
  private static final int MAX_VARINT_BITS = 70;

  private final ByteBuffer in;
  private int field;
  private long number;
  private ByteBuffer bytes;

  /** The bytes are not in that format. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private MalformedException(String message) {
      super(message);
    }
  }

  ProtobufReader(ByteBuffer message) {
    in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes to the next field; false at the end. */
  boolean next() throws MalformedException {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> TYPE_BITS);
    if (field < 1 || tag >>> Integer.SIZE != 0) {
      throw new MalformedException("a field has the number " + (tag >>> TYPE_BITS));
    }
    value((int) tag & ((1 << TYPE_BITS) - 1));
    return true;
  }

  private void value(int type) throws MalformedException {
    bytes = null;
    number = 0;
    switch (type) {
      case VARINT -> number = varint();
      case FIXED_64 -> skip(Long.BYTES);
      case BYTES -> bytes = skip(varint());
      case FIXED_32 -> skip(Integer.BYTES);
      default -> throw new MalformedException("field " + field + " has the wire type " + type);
    }
  }

  /** The number of the field. */
  int field() {
    return field;
  }

  /** Its value, if it is a variable-length number; else 0. */
  long number() {
    return number;
  }

  /**
   * The message in it.
   *
   * @throws MalformedException if it is no message
   */
  ProtobufReader message() throws MalformedException {
    return new ProtobufReader(bytes());
  }

  /**
   * The text in it.
   *
   * @throws MalformedException if it is no text
   */
  String text() throws MalformedException {
    return StandardCharsets.UTF_8.decode(bytes()).toString();
  }

  private ByteBuffer bytes() throws MalformedException {
    if (bytes == null) {
      throw new MalformedException("field " + field + " is a number where a message is expected");
    }
    return bytes.slice();
  }

  private ByteBuffer skip(long length) throws MalformedException {
    if (length < 0 || length > in.remaining()) {
      throw new MalformedException(
          "field %d has %s bytes where %d are left"
              .formatted(field, Long.toUnsignedString(length), in.remaining()));
    }
    ByteBuffer skipped = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return skipped;
  }

  private long varint() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += Byte.SIZE - 1) {
      if (!in.hasRemaining()) {
        throw new MalformedException("it ends within a number");
      }
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedException("a number has more than 10 bytes");
  }
}
