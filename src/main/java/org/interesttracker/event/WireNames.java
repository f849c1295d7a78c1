package org.interesttracker.event;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names that enum constants have in JSON: their own, in lower case. */
final class WireNames {

  private WireNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** All constants by name, in their order. */
  static <E extends Enum<E>> Map<String, E> byName(Class<E> type) {
    Map<String, E> byName = new LinkedHashMap<>();
    EnumSet.allOf(type).forEach(constant -> byName.put(of(constant), constant));
    return Collections.unmodifiableMap(byName);
  }
}
