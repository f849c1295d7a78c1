package org.interesttracker.privacy;

import java.math.BigInteger;

/**
 * Draws from discrete distributions exactly, by integers alone: no rounding of floating point
 * numbers is there to be attacked (Mironov, CCS 2012). The algorithms are those of Canonne, Kamath
 * and Steinke, The Discrete Gaussian for Differential Privacy, NeurIPS 2020. Their time depends on
 * what is drawn. Not thread-safe.
 */
public final class ExactSampler {

  private static final int WORD = Integer.SIZE;

  private final RandomBits bits;

  public ExactSampler(RandomBits bits) {
    this.bits = bits;
  }

  /**
   * Uniform over 0 to n - 1, by rejection.
   *
   * @param n above 0
   */
  public BigInteger below(BigInteger n) {
    int length = n.subtract(BigInteger.ONE).bitLength();
    BigInteger drawn;
    do {
      drawn = BigInteger.ZERO;
      for (int missing = length; missing > 0; missing -= WORD) {
        int take = Math.min(WORD, missing);
        long word = Integer.toUnsignedLong(bits.next()) >>> (WORD - take);
        drawn = drawn.shiftLeft(take).or(BigInteger.valueOf(word));
      }
    } while (drawn.compareTo(n) >= 0);
    return drawn;
  }

  private boolean flip() {
    return bits.next() < 0;
  }

  /** True with probability numerator / denominator, which is at most 1. */
  public boolean bernoulli(BigInteger numerator, BigInteger denominator) {
    return below(denominator).compareTo(numerator) < 0;
  }

  /** True with probability exp(-numerator / denominator); the fraction is at least 0. */
  public boolean bernoulliExp(BigInteger numerator, BigInteger denominator) {
    BigInteger[] whole = numerator.divideAndRemainder(denominator);
    for (BigInteger i = BigInteger.ZERO; i.compareTo(whole[0]) < 0; i = i.add(BigInteger.ONE)) {
      if (!bernoulliExpOfPart(BigInteger.ONE, BigInteger.ONE)) {
        return false;
      }
    }
    return bernoulliExpOfPart(whole[1], denominator);
  }

  /** For a fraction of at most 1. */
  private boolean bernoulliExpOfPart(BigInteger numerator, BigInteger denominator) {
    long k = 1;
    while (bernoulli(numerator, denominator.multiply(BigInteger.valueOf(k)))) {
      k++;
    }
    return k % 2 == 1;
  }

  /**
   * The discrete Laplace distribution: x with a probability in proportion to exp(-|x| s / t).
   *
   * @param s above 0
   * @param t above 0
   */
  public long laplace(long s, long t) {
    BigInteger bigT = BigInteger.valueOf(t);
    while (true) {
      BigInteger u = below(bigT);
      if (bernoulliExp(u, bigT)) {
        BigInteger magnitude =
            bigT.multiply(BigInteger.valueOf(geometric())).add(u).divide(BigInteger.valueOf(s));
        boolean negative = flip();
        if (!negative || magnitude.signum() != 0) {
          return negative ? -magnitude.longValueExact() : magnitude.longValueExact();
        }
      }
    }
  }

  /** n with probability (1 - 1/e) e^-n. */
  private long geometric() {
    long n = 0;
    while (bernoulliExpOfPart(BigInteger.ONE, BigInteger.ONE)) {
      n++;
    }
    return n;
  }

  /**
   * The discrete Gaussian distribution: x with a probability in proportion to exp(-x² / 2σ²).
   *
   * @param variance σ², above 0
   */
  public long gaussian(long variance) {
    BigInteger sigma2 = BigInteger.valueOf(variance);
    BigInteger t = sigma2.sqrt().add(BigInteger.ONE);
    BigInteger denominator = t.multiply(t).multiply(sigma2).shiftLeft(1);
    while (true) {
      long y = laplace(1, t.longValueExact());
      BigInteger distance = BigInteger.valueOf(y).abs().multiply(t).subtract(sigma2);
      if (bernoulliExp(distance.multiply(distance), denominator)) {
        return y;
      }
    }
  }
}
