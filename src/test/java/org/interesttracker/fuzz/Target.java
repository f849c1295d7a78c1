package org.interesttracker.fuzz;

import java.util.Set;

/**
 * Something that bytes from outside are given to.
 *
 * @param reader takes what is usable
 * @param refusals by what it refuses the rest; anything else that is thrown is a fault
 */
public record Target(Reader reader, Set<Class<?>> refusals) {

  /** How long a sentence may be. */
  private static final int LONGEST = 10_000;

  /** Takes what is usable, or refuses it. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] bytes) throws Exception;
  }

  public static Target of(Reader reader, Class<?>... refusals) {
    return new Target(reader, Set.of(refusals));
  }

  /**
   * Whether the bytes were usable.
   *
   * @throws IllegalStateException if they brought about a fault, or were refused without a sentence
   */
  boolean takes(byte[] bytes) {
    try {
      reader.read(bytes);
      return true;
    } catch (Exception e) {
      if (!refusals.contains(e.getClass())) {
        throw new IllegalStateException("No refusal but a fault", e);
      }
      requireSentence(e);
      return false;
    }
  }

  private static void requireSentence(Exception refusal) {
    String message = refusal.getMessage();
    if (message == null || message.length() > LONGEST || message.split(" ").length < 3) {
      throw new IllegalStateException("Refused without a sentence", refusal);
    }
  }
}
