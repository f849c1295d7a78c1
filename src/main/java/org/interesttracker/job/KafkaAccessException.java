package org.interesttracker.job;

/**
 * The brokers could not be asked, or refuse what the job needs; the message says what, where and
 * what to do about it. It has no cause, because those of Kafka may hold parts of a secret.
 */
final class KafkaAccessException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final boolean answered;

  /**
   * @param answered whether the brokers said so; otherwise nothing is known of them, as when they
   *     cannot be reached from here
   */
  KafkaAccessException(boolean answered, String message) {
    super(message);
    this.answered = answered;
  }

  /** Whether the brokers said so, so that a start from elsewhere would fail as well. */
  boolean isAnswered() {
    return answered;
  }
}
