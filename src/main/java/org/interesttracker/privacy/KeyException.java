package org.interesttracker.privacy;

/**
 * Keys that cannot be used; the message says which place of which file is wrong, and never what
 * stands there. It has no cause where a cause could quote the content.
 */
public final class KeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public KeyException(String message) {
    super(message);
  }
}
