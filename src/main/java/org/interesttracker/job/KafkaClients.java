package org.interesttracker.job;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * What every Kafka client of the job is given. A value may refer to a secret, as in {@code
 * ${file:/run/secrets/kafka.properties:password}}; the client resolves it in the process where it
 * is made, so that the job graph and what Flink shows of it hold the reference only (KIP-297,
 * KIP-421).
 */
final class KafkaClients {

  private static final Map<String, Class<? extends ConfigProvider>> PROVIDERS =
      Map.of(
          "env", EnvVarConfigProvider.class,
          "file", FileConfigProvider.class,
          "directory", DirectoryConfigProvider.class);

  private KafkaClients() {}

  /**
   * The properties of {@code kafka.properties}, and Kafka's providers env, file and directory
   * unless {@code config.providers} names others.
   */
  static Properties properties(ReadableConfig config) {
    Properties properties = new Properties();
    properties.putAll(config.get(TrackerOptions.KAFKA_PROPERTIES));
    if (!properties.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG)) {
      PROVIDERS.forEach(
          (name, provider) ->
              properties.setProperty(
                  AbstractConfig.CONFIG_PROVIDERS_CONFIG + "." + name + ".class",
                  provider.getName()));
      properties.setProperty(
          AbstractConfig.CONFIG_PROVIDERS_CONFIG, String.join(",", providers(Map.of())));
    }
    return properties;
  }

  /** The names that a reference may begin with. */
  static List<String> providers(Map<String, String> properties) {
    String named = properties.get(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    return named == null
        ? PROVIDERS.keySet().stream().sorted().toList()
        : List.of(named.strip().split("\\s*,\\s*"));
  }
}
