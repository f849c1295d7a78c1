package org.interesttracker.job;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, never for time. */
public final class Await {

  /** Generous, because a machine may be busy; a condition that holds ends the wait at once. */
  private static final Duration DEADLINE = Duration.ofMinutes(4);

  private static final Duration BETWEEN = Duration.ofMillis(100);

  private Await() {}

  /**
   * @param what the condition in words, for the failure
   * @throws AssertionError if it does not hold within the deadline
   */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited " + DEADLINE + " in vain until " + what);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }
}
