package org.interesttracker.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * One line of the result.
 *
 * @param unit what the value counts
 * @param goal what the project asks of it; null for nothing
 */
record Figure(@JsonProperty double value, @JsonProperty String unit, @JsonIgnore Target goal) {

  /** As it is printed: a bound, or "-" for none. */
  @JsonProperty
  String target() {
    return goal == null ? "-" : goal.toString();
  }

  /** Whether the target is reached: yes, no, or "-" where there is none. */
  private String reached() {
    if (goal == null) {
      return "-";
    }
    return goal.isReachedBy(value) ? "yes" : "no";
  }

  static String header() {
    return row("name", "value", "unit", "target", "reached");
  }

  String row(String name) {
    return row(name, String.format(Locale.ROOT, "%,.2f", value), unit, target(), reached());
  }

  private static String row(String name, String value, String unit, String target, String reached) {
    return String.format(
        Locale.ROOT, "%-36s %13s  %-9s %-11s %s", name, value, unit, target, reached);
  }
}
