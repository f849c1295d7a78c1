package org.interesttracker.event;

import org.interesttracker.event.DeadLetter.Reason;

/**
 * A record that cannot be used. The message names the field, never what stands in it. It carries no
 * stack trace, since a broken producer causes one per record.
 */
public final class RejectedRecordException extends Exception {

  private final Reason reason;

  public RejectedRecordException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  static RejectedRecordException invalid(String field, String fault) {
    return new RejectedRecordException(Reason.INVALID_FIELD, field + " " + fault + ".");
  }

  /**
   * @return the value, which is there
   */
  static <T> T required(String field, T value) throws RejectedRecordException {
    if (value == null) {
      throw new RejectedRecordException(Reason.MISSING_FIELD, field + " is missing.");
    }
    return value;
  }

  public Reason reason() {
    return reason;
  }
}
