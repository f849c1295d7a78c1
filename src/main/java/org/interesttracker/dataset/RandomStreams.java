package org.interesttracker.dataset;

import java.util.Random;

/**
 * Independent random numbers for each user and item, so that one more user changes no other.
 *
 * <p>{@link Random} is used because its algorithms are part of its specification: the same seed
 * gives the same numbers on every Java.
 */
final class RandomStreams {

  /** What the numbers are for. */
  enum Purpose {
    PLAN,
    USER,
    ITEM
  }

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private RandomStreams() {}

  static Random of(long seed, Purpose purpose, long index) {
    return new Random(mix(mix(seed + GOLDEN_GAMMA * (purpose.ordinal() + 1)) + index));
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
