package org.interesttracker.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What was measured, by name, in the order of measuring; each figure is told as soon as it is. */
final class Figures {

  private final Map<String, Figure> byName = new LinkedHashMap<>();
  private final BiConsumer<String, Figure> listener;

  /**
   * @param listener takes each figure with its name when it is added
   */
  Figures(BiConsumer<String, Figure> listener) {
    this.listener = listener;
  }

  /** A figure that nothing is asked of. */
  void add(String name, double value, String unit) {
    add(name, value, unit, null);
  }

  /**
   * @param target what is asked of it; null for nothing
   * @throws IllegalArgumentException if there is a figure of this name
   */
  void add(String name, double value, String unit, Target target) {
    Figure figure = new Figure(value, unit, target);
    if (byName.putIfAbsent(name, figure) != null) {
      throw new IllegalArgumentException("There are two figures with the name " + name);
    }
    listener.accept(name, figure);
  }

  Map<String, Figure> byName() {
    return Collections.unmodifiableMap(byName);
  }
}
