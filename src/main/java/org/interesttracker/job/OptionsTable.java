package org.interesttracker.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** The options as a Markdown table, for the README and for the command line. */
final class OptionsTable {

  private OptionsTable() {}

  static String markdown() {
    return TrackerOptions.all().stream()
        .map(OptionsTable::row)
        .collect(
            Collectors.joining("\n", "| option | default | what it says |\n|---|---|---|\n", "\n"));
  }

  private static String row(ConfigOption<?> option) {
    return String.format(
        "| `%s` | %s | %s |",
        option.key(),
        value(option),
        new HtmlFormatter().format(option.description()).replace("|", "\\|"));
  }

  private static String value(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value instanceof Enum<?> constant) {
      return "`" + text(constant) + "` of " + others(constant);
    }
    String text = text(value);
    return text.isEmpty() ? "–" : "`" + text + "`";
  }

  /** As an option takes it; empty for nothing. */
  static String text(Object value) {
    if (value == null || value.equals(Map.of())) {
      return "";
    }
    if (value instanceof Duration duration) {
      return TimeUtils.formatWithHighestUnit(duration);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return value instanceof List<?> several
        ? several.stream().map(Object::toString).collect(Collectors.joining(";"))
        : value.toString();
  }

  private static String others(Enum<?> constant) {
    return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
        .map(OptionsTable::text)
        .collect(Collectors.joining(", "));
  }
}
