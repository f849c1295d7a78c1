package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;

/** What a real broker does not do in a test; the others are in {@link KafkaRefusalIT}. */
class KafkaFailureTest {

  @Test
  void aCertificateThatIsOutOfDateIsNotOneOfAnotherAuthority() {
    var expired =
        new CertPathValidatorException(
            "validity check failed", new CertificateExpiredException("NotAfter: yesterday"));
    assertThat(KafkaFailure.of(new SslAuthenticationException("failed", new SSLException(expired))))
        .isEqualTo(
            "have a certificate that is not valid now: NotAfter: yesterday; have it renewed");
  }

  @Test
  void otherFailuresOfTlsAreNamed() {
    assertThat(
            KafkaFailure.of(
                new SslAuthenticationException(
                    "failed", new SSLException("Received fatal alert: protocol_version"))))
        .isEqualTo("cannot be talked to by TLS: Received fatal alert: protocol_version");
  }

  @Test
  void otherFailuresKeepTheirMessage() {
    assertThat(KafkaFailure.of(new ClusterAuthorizationException("Cluster authorization failed.")))
        .isEqualTo("cannot do what the job needs: Cluster authorization failed");
  }

  @Test
  void aLoginThatCannotBeReadIsNotQuoted() {
    var unreadable =
        new KafkaException(
            "Failed to create new KafkaAdminClient",
            new IllegalArgumentException("Value not specified for key 'hunter2' in JAAS config"));
    assertThat(KafkaFailure.ofClient(unreadable))
        .startsWith("kafka.properties.sasl.jaas.config cannot be read")
        .doesNotContain("hunter2");
  }
}
