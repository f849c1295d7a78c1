package org.interesttracker.job;

import org.apache.flink.util.SerializedThrowable;

/** Finds what a user needs to know in a chain of causes. */
public final class RootCause {

  private static final String OURS = "org.interesttracker.";

  private RootCause() {}

  /** The message of the first cause that is ours, else of the deepest one that has a message. */
  public static String sentence(Throwable thrown) {
    String sentence = thrown.toString();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message == null) {
        continue;
      }
      String type = type(cause);
      if (type.startsWith(OURS)) {
        return message.startsWith(type + ": ") ? message.substring(type.length() + 2) : message;
      }
      sentence = message;
    }
    return sentence;
  }

  /** Flink hands on exceptions of user code in a wrapper that remembers their class. */
  private static String type(Throwable cause) {
    return cause instanceof SerializedThrowable wrapped
        ? wrapped.getOriginalErrorClassName()
        : cause.getClass().getName();
  }
}
