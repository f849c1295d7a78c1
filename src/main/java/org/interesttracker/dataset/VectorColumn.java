package org.interesttracker.dataset;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a row holds a vector that was computed elsewhere: a JSON array, or numbers with spaces
 * between.
 */
record VectorColumn(String column) {

  /** Null if the row has none. */
  float[] vector(Row row) throws BadRowException {
    List<String> texts = column == null ? List.of() : row.texts(column);
    List<String> numbers = texts.stream().flatMap(t -> Stream.of(t.split("\\s+"))).toList();
    if (numbers.isEmpty()) {
      return null;
    }
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = number(numbers.get(i));
    }
    return vector;
  }

  private float number(String text) throws BadRowException {
    try {
      float number = Float.parseFloat(text);
      if (Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with infinities.
    }
    throw new BadRowException("The vector in column \"%s\" is not of numbers.".formatted(column));
  }
}
