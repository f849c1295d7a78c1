package org.interesttracker.job;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Says what a failure of a Kafka client means. Nothing is told of the value of a property. */
final class KafkaFailure {

  private KafkaFailure() {}

  /** What the brokers at hand do, to follow on their name. */
  static String of(Throwable failure) {
    if (failure instanceof SaslAuthenticationException) {
      return "refuse the user: %s; correct the name and password of kafka.properties.sasl.jaas.config, or sasl.mechanism"
          .formatted(plain(failure.getMessage()));
    }
    if (failure instanceof SslAuthenticationException) {
      return ofTls(failure);
    }
    return "cannot do what the job needs: " + plain(String.valueOf(failure.getMessage()));
  }

  private static String ofTls(Throwable failure) {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      last = cause;
      if (cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException) {
        return "have a certificate that is not from an authority of kafka.properties.ssl.truststore.location; give the certificate of the authority that signed theirs";
      }
    }
    if (last instanceof CertificateException) {
      return "have a certificate for another host: %s; correct kafka.bootstrap-servers, or have the name added to the certificate"
          .formatted(plain(last.getMessage()));
    }
    return "cannot be talked to by TLS: " + plain(String.valueOf(last.getMessage()));
  }

  /**
   * Why a client could not be made. What Kafka says of a login that it cannot read quotes from it,
   * so this does not.
   */
  static String ofClient(Throwable failure) {
    Throwable ofKafka = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      ofKafka = cause instanceof KafkaException ? cause : ofKafka;
    }
    Throwable why = ofKafka.getCause();
    String message = ofKafka.getMessage() + (why == null ? "" : ": " + why.getMessage());
    return message.toLowerCase(Locale.ROOT).contains("jaas")
        ? "kafka.properties.sasl.jaas.config cannot be read: it is 'MODULE required NAME=\"VALUE\" ...;', and quotes and backslashes within a value need a backslash before them"
        : "The Kafka client cannot be made by kafka.properties: " + plain(message);
  }

  private static String plain(String message) {
    return message.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
  }
}
