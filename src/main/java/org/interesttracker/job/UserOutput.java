package org.interesttracker.job;

import java.io.Serializable;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What must be known of an output to seal it.
 *
 * @param time when the latest happened that a record tells of, event time
 * @param open whether a record tells nothing but that a user is gone, and stays open
 * @param <T> the record
 */
record UserOutput<T>(Time<T> time, Open<T> open) implements Serializable {

  /** The event time of a record. */
  @FunctionalInterface
  interface Time<T> extends ToLongFunction<T>, Serializable {}

  /** Whether a record stays open. */
  @FunctionalInterface
  interface Open<T> extends Predicate<T>, Serializable {}
}
