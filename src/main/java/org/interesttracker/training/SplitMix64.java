package org.interesttracker.training;

import java.util.random.RandomGenerator;

/**
 * Random numbers whose state can be kept and gone on from (Steele, Lea and Flood 2014). The same
 * numbers as those of {@link java.util.SplittableRandom}, which does not tell its state.
 */
final class SplitMix64 implements RandomGenerator {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /**
   * @param state a seed, or what {@link #state} told
   */
  SplitMix64(long state) {
    this.state = state;
  }

  long state() {
    return state;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
