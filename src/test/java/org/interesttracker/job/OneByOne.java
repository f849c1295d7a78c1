package org.interesttracker.job;

import org.apache.flink.api.common.functions.MapFunction;

/**
 * Lets an event into the job when what came of the one before it has come out. What it knows is
 * static, because Flink makes copies of it: one job at a time.
 */
final class OneByOne {

  private static final Object LOCK = new Object();
  private static long in;
  private static long out;

  private OneByOne() {}

  static void reset() {
    synchronized (LOCK) {
      in = 0;
      out = 0;
    }
  }

  /** Stands before the job, in a task of its own, since it holds that up. */
  static <T> MapFunction<T, T> gate() {
    return event -> {
      synchronized (LOCK) {
        while (out < in) {
          LOCK.wait();
        }
        in++;
      }
      return event;
    };
  }

  /** Stands behind it, where one record comes out for each event. */
  static <T> MapFunction<T, T> counter() {
    return record -> {
      synchronized (LOCK) {
        out++;
        LOCK.notifyAll();
      }
      return record;
    };
  }
}
