package org.interesttracker.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Refuses secrets that stand among the properties of Kafka clients themselves. From there they
 * would get into the job graph, into what Flink shows of it, and into the list of processes.
 */
final class KafkaSecrets {

  /** Of Kafka's type for secrets, but meant for everybody. */
  private static final Set<String> PUBLIC =
      Set.of(
          SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
          SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);

  static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+):[^}]*}");

  /** An option of a login module in the form of JAAS, with or without quotes. */
  private static final Pattern LOGIN_OPTION =
      Pattern.compile("([\\w.-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"?|'([^']*)'?|([^\\s;]+))");

  private static final Pattern SECRET_LOGIN_OPTION =
      Pattern.compile(
          "passw|passphrase|secret|credential|(private|access|api)[._-]?key|token$",
          Pattern.CASE_INSENSITIVE);

  private KafkaSecrets() {}

  /**
   * @param properties those of {@code kafka.properties}
   * @throws IllegalArgumentException if one holds a secret, or refers to it by a provider that
   *     there is not; the message names the property, never its value
   */
  static void check(Map<String, String> properties) {
    List<String> providers = KafkaClients.providers(properties);
    properties.forEach(
        (name, value) -> {
          if (name.equals(SaslConfigs.SASL_JAAS_CONFIG)) {
            checkLogin(name, value, providers);
          } else if (isSecret(name)) {
            checkReference(name, value, providers);
          }
        });
  }

  private static void checkLogin(String name, String value, List<String> providers) {
    if (REFERENCE.matcher(value.strip()).matches()) {
      checkReference(name, value, providers);
      return;
    }
    Matcher option = LOGIN_OPTION.matcher(value);
    while (option.find()) {
      if (SECRET_LOGIN_OPTION.matcher(option.group(1)).find()) {
        String secret =
            option.group(2) != null
                ? option.group(2)
                : option.group(3) != null ? option.group(3) : option.group(4);
        checkReference(name + ", " + option.group(1), secret, providers);
      }
    }
  }

  private static void checkReference(String name, String value, List<String> providers) {
    Matcher reference = REFERENCE.matcher(value.strip());
    if (!reference.matches()) {
      throw new IllegalArgumentException(
          "kafka.properties."
              + name
              + ": a secret must not stand there; give ${env:NAME}, ${file:/path:NAME} or"
              + " ${directory:/path:NAME} in its place, which Kafka's clients read where they run");
    }
    if (!providers.contains(reference.group(1))) {
      throw new IllegalArgumentException(
          "kafka.properties."
              + name
              + " refers to the provider '"
              + reference.group(1)
              + "', but there are "
              + String.join(", ", providers));
    }
  }

  /** By Kafka's types for what Kafka knows, by its name for what plugins of it bring. */
  static boolean isSecret(String name) {
    ConfigDef.ConfigKey key = key(name);
    return key == null
        ? GlobalConfiguration.isSensitive(name) && !name.startsWith("config.providers.")
        : key.type == ConfigDef.Type.PASSWORD && !PUBLIC.contains(name);
  }

  private static ConfigDef.ConfigKey key(String name) {
    ConfigDef.ConfigKey consumer = ConsumerConfig.configDef().configKeys().get(name);
    return consumer != null ? consumer : ProducerConfig.configDef().configKeys().get(name);
  }
}
