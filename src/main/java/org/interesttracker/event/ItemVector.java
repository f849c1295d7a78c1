package org.interesttracker.event;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A vector computed elsewhere: an array of 2 to 4,096 finite numbers, not all zero. */
final class ItemVector {

  private static final int MIN = 2;
  private static final int MAX = 4_096;

  private ItemVector() {}

  /** Null if the record says nothing. */
  static float[] read(FieldReader field) throws IOException, RejectedRecordException {
    if (field.isNull()) {
      return null;
    }
    if (!field.isArray()) {
      throw field.invalid("must be an array of numbers");
    }
    FloatBuffer buffer = FloatBuffer.allocate(MAX);
    while (field.nextElement()) {
      append(buffer, field);
    }
    if (buffer.position() < MIN) {
      throw field.invalid("has fewer than " + MIN + " numbers");
    }
    float[] vector = Arrays.copyOf(buffer.array(), buffer.position());
    if (isZero(vector)) {
      throw field.invalid("is all zero, so it has no direction");
    }
    return vector;
  }

  private static boolean isZero(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static void append(FloatBuffer buffer, FieldReader field)
      throws IOException, RejectedRecordException {
    Double number = field.number();
    if (number == null || !Float.isFinite(number.floatValue())) {
      throw field.invalid("has an element that is no finite 32-bit number");
    }
    if (!buffer.hasRemaining()) {
      throw field.invalid("has more than " + MAX + " numbers");
    }
    buffer.put(number.floatValue());
  }
}
