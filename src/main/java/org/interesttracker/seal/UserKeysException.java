package org.interesttracker.seal;

/** Users' keys cannot be read or kept; the message says in a sentence why. */
public final class UserKeysException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UserKeysException(String message) {
    super(message);
  }

  UserKeysException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The same that says where.
   *
   * @param place such as a line of a file
   */
  public UserKeysException at(String place) {
    return new UserKeysException(place + ": " + getMessage(), this);
  }
}
