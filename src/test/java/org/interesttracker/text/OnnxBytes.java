package org.interesttracker.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Small ONNX files, put together field by field as an attacker would. */
final class OnnxBytes {

  private OnnxBytes() {}

  /** A model with one graph. */
  static byte[] graph(byte[]... parts) {
    return join(number(1, 8), field(7, join(parts)));
  }

  /** A node of a graph. */
  static byte[] node(String domain, String operator, byte[]... attributes) {
    return field(1, operator(domain, operator, attributes));
  }

  /** A node as a function has it. */
  static byte[] functionNode(String domain, String operator) {
    return field(7, operator(domain, operator));
  }

  private static byte[] operator(String domain, String operator, byte[]... attributes) {
    return join(field(4, utf8(operator)), field(7, utf8(domain)), join(attributes));
  }

  /** An attribute that is a graph. */
  static byte[] branch(byte[]... parts) {
    return field(5, join(field(1, utf8("then_branch")), field(6, join(parts))));
  }

  /** An attribute that is a tensor. */
  static byte[] attribute(byte[] tensor) {
    return field(5, field(5, tensor));
  }

  /** A tensor among those of a graph whose values lie in a file. */
  static byte[] externalTensor(String file) {
    return field(5, external(file));
  }

  /** A sparse tensor whose values lie in a file. */
  static byte[] externalSparseTensor(String file) {
    return field(15, field(1, external(file)));
  }

  /** A tensor whose values lie in a file. */
  static byte[] external(String file) {
    return join(field(13, join(field(1, utf8("location")), field(2, utf8(file)))), number(14, 1));
  }

  /** A function of a model. */
  static byte[] function(String domain, String name, byte[]... parts) {
    return field(25, join(field(1, utf8(name)), field(10, utf8(domain)), join(parts)));
  }

  static byte[] field(int number, byte[] content) {
    return join(varint((long) number << 3 | 2), varint(content.length), content);
  }

  static byte[] number(int field, long value) {
    return join(varint((long) field << 3), varint(value));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long left = value;
    for (; left >>> 7 != 0; left >>>= 7) {
      bytes.write((int) (left & 0x7F | 0x80));
    }
    bytes.write((int) left);
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
