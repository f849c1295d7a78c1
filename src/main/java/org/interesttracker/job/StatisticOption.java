package org.interesttracker.job;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.privacy.Statistic;

/** Reads privacy.statistics: names, each with its cap or without, as in items:20. */
final class StatisticOption {

  private static final String NAME = "privacy.statistics";

  private StatisticOption() {}

  /**
   * @throws IllegalArgumentException if a name or a cap cannot be
   */
  static Map<Statistic, Integer> parse(List<String> values) {
    Map<Statistic, Integer> caps = new EnumMap<>(Statistic.class);
    for (String value : values) {
      String[] parts = value.strip().split(":", 2);
      Statistic statistic = statistic(parts[0].strip());
      caps.put(statistic, parts.length == 1 ? statistic.defaultCap() : cap(parts[1].strip()));
    }
    return caps;
  }

  private static Statistic statistic(String name) {
    return Arrays.stream(Statistic.values())
        .filter(statistic -> statistic.wireName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s names '%s'; expected any of %s"
                        .formatted(
                            NAME,
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(Statistic.values())
                                    .map(Statistic::wireName)
                                    .toList()))));
  }

  private static int cap(String text) {
    try {
      int cap = Integer.parseInt(text);
      if (cap >= 1) {
        return cap;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "%s has the cap '%s'; expected a number of keys, at least 1".formatted(NAME, text));
  }
}
