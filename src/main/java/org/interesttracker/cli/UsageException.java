package org.interesttracker.cli;

/** What was asked for cannot be done as it was asked; the message says why. Exit code 2. */
public final class UsageException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
