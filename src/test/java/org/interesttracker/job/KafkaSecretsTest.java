package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSecretsTest {

  private static final String SECRET = "hunter2";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ssl.truststore.password | hunter2
          ssl.keystore.password | ${env:A}hunter2
          ssl.key.password | ${env}hunter2
          ssl.keystore.key | -----BEGIN PRIVATE KEY----- hunter2
          sasl.oauthbearer.client.credentials.client.secret | hunter2
          sasl.jaas.config | M required username="u" password="hunter2";
          sasl.jaas.config | M required password=hunter2;
          sasl.jaas.config | M required username="${env:U}" PassWord = 'hunter2';
          sasl.jaas.config | M required username="a=\\"b" password="hunter2
          sasl.jaas.config | O required clientId="c" clientSecret="hunter2";
          some.plugin.password | hunter2
          """)
  void aSecretIsRefusedAndNotSaid(String name, String value) {
    assertThatThrownBy(() -> KafkaSecrets.check(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("kafka.properties." + name)
        .hasMessageContaining("a secret must not stand there; give ${env:NAME}")
        .message()
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          security.protocol | SASL_SSL
          ssl.truststore.password | ${env:A}
          ssl.keystore.password | ${file:/run/secrets/kafka.properties:store}
          ssl.truststore.certificates | -----BEGIN CERTIFICATE----- public
          sasl.jaas.config | ${directory:/run/secrets:jaas}
          sasl.jaas.config | M required username="u" password="${env:P}";
          sasl.jaas.config | M required username="u" password="${env:P}" tokenauth="true";
          sasl.jaas.config | Krb5LoginModule required useKeyTab=true keyTab="/etc/k.keytab" principal="p@R";
          sasl.oauthbearer.token.endpoint.url | https://login.example.com/token
          """)
  void whatIsNoSecretOrRefersToOneMayStand(String name, String value) {
    assertThatCode(() -> KafkaSecrets.check(Map.of(name, value))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${vault:path:key}", "${ENV:A}"})
  void aProviderThatThereIsNotIsNamed(String reference) {
    assertThatThrownBy(() -> KafkaSecrets.check(Map.of("ssl.key.password", reference)))
        .hasMessageContaining("refers to the provider '")
        .hasMessageContaining("but there are directory, env, file");
  }

  @Test
  void otherProvidersTakeThePlaceOfKafkas() {
    Map<String, String> own =
        Map.of(
            "config.providers", "vault",
            "config.providers.vault.class", "com.example.Vault",
            "config.providers.vault.param.token", "${env:T}",
            "ssl.key.password", "${vault:path:key}");
    assertThatCode(() -> KafkaSecrets.check(own)).doesNotThrowAnyException();
    Configuration config = new Configuration();
    config.set(TrackerOptions.KAFKA_PROPERTIES, own);
    assertThat(KafkaClients.properties(config)).isEqualTo(own);
  }

  @Test
  void optionsWithASecretAreRefused() {
    TrackerConfig config =
        new TrackerConfig()
            .file(KafkaTopics.EXAMPLE)
            .file(SecuredKafka.EXAMPLE)
            .set("kafka.properties.ssl.truststore.password", SECRET);
    assertThatThrownBy(config::build)
        .hasMessageContaining("kafka.properties.ssl.truststore.password")
        .message()
        .doesNotContain(SECRET);
  }
}
