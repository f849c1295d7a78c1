package org.interesttracker.text;

/** A text encoder cannot be had: the message says which file is at fault and what was expected. */
public final class EncoderException extends RuntimeException {

  public EncoderException(String message) {
    super(message);
  }

  public EncoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
