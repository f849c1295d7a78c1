package org.interesttracker.model;

/** A model directory that cannot be used; the message says which file, what it has, what not. */
public final class ModelFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelFileException(String message) {
    super(message);
  }

  ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
