package org.interesttracker.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.kafka.common.config.SaslConfigs;

/** All options of a run as they hold, each with where it comes from; without secrets. */
final class EffectiveOptions {

  /** Of what nobody gave. */
  static final String DEFAULT = "default";

  /** Of what the job sets itself, whatever is given or because nothing is. */
  static final String JOB = "set by the job";

  /**
   * One of them.
   *
   * @param value empty if there is none
   * @param origin a file, the command line, {@link #DEFAULT} or {@link #JOB}
   */
  record Option(String key, String value, String origin) {}

  private EffectiveOptions() {}

  /**
   * Those of the job in the order of the README, then those of Flink that are set, by name.
   *
   * @param effective all that is set
   * @param origins where it comes from, by name
   */
  static List<Option> of(Configuration effective, Map<String, String> origins) {
    Map<String, String> set = new TreeMap<>(effective.toMap());
    List<Option> options = new ArrayList<>();
    for (ConfigOption<?> option : TrackerOptions.all()) {
      Set<String> keys = keys(option, set);
      for (String key : keys) {
        options.add(given(key, set.remove(key), origins));
      }
      if (keys.isEmpty()) {
        options.add(new Option(option.key(), OptionsTable.text(option.defaultValue()), DEFAULT));
      }
    }
    set.forEach((key, value) -> options.add(given(key, value, origins)));
    return options;
  }

  /** One, or those of a map that begin with its name. */
  private static Set<String> keys(ConfigOption<?> option, Map<String, String> set) {
    return set.keySet().stream()
        .filter(
            key ->
                key.equals(option.key())
                    || option.defaultValue() instanceof Map<?, ?>
                        && key.startsWith(option.key() + "."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Option given(String key, String value, Map<String, String> origins) {
    return new Option(key, shown(key, value), origins.getOrDefault(key, JOB));
  }

  private static String shown(String key, String value) {
    String kafka = TrackerOptions.KAFKA_PROPERTIES.key();
    boolean secret =
        GlobalConfiguration.isSensitive(key)
            || key.equals(kafka)
            || key.startsWith(kafka + ".") && isSecret(key.substring(kafka.length() + 1));
    return secret && !KafkaSecrets.REFERENCE.matcher(value.strip()).matches()
        ? GlobalConfiguration.HIDDEN_CONTENT
        : value.replaceAll("\\s+", " ");
  }

  private static boolean isSecret(String property) {
    return property.endsWith(SaslConfigs.SASL_JAAS_CONFIG) || KafkaSecrets.isSecret(property);
  }

  /** One line for each. */
  static List<String> text(List<Option> options) {
    int width = options.stream().mapToInt(option -> option.key().length()).max().orElse(1);
    return options.stream()
        .map(
            option ->
                ("%-" + width + "s  %s  (%s)")
                    .formatted(
                        option.key(),
                        option.value().isEmpty() ? "-" : option.value(),
                        option.origin()))
        .toList();
  }
}
