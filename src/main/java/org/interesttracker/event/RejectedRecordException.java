package org.interesttracker.event;

/**
 * A record cannot be used. Has no stack trace: bad input is normal, and may come in any number. The
 * message names the field and the rule, never the content.
 */
public final class RejectedRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final DeadLetter.Reason reason;

  public RejectedRecordException(DeadLetter.Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public DeadLetter.Reason reason() {
    return reason;
  }
}
