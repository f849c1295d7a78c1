package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers as Flink SQL makes an ARRAY of. */
final class Boxed {

  private Boxed() {}

  static List<Float> list(float[] numbers) {
    List<Float> boxed = new ArrayList<>(numbers.length);
    for (float number : numbers) {
      boxed.add(number);
    }
    return boxed;
  }

  static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
