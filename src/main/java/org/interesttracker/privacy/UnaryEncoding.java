package org.interesttracker.privacy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.interesttracker.privacy.RandomizedResponse.Estimate;

/**
 * Local differential privacy of one word out of many: one bit a word, that of the true one is sent
 * as 1 with probability 1/2, any other with q = 1 / (e^ε + 1) (optimized unary encoding, Wang,
 * Blocki, Li and Jha, USENIX Security 2017). Its variance does not grow with the number of words,
 * so it is better than {@link RandomizedResponse} for more than about 3e^ε + 2 of them.
 *
 * <p>Needs nothing but the JDK. Thread-safe where its generator is.
 */
public final class UnaryEncoding {

  private static final double TRUE = 0.5;

  private final int words;
  private final double q;
  private final RandomGenerator random;

  /**
   * With the system's cryptographic generator, as clients must.
   *
   * @param words how many there are, 2 or more
   * @param epsilon above 0
   * @throws IllegalArgumentException if it cannot be
   */
  public UnaryEncoding(int words, double epsilon) {
    this(words, epsilon, new SecureRandom());
  }

  UnaryEncoding(int words, double epsilon, RandomGenerator random) {
    if (words < 2 || !(epsilon > 0) || epsilon > 100) {
      throw new IllegalArgumentException(
          "Unary encoding needs 2 words or more and an epsilon above 0 and at most 100");
    }
    this.words = words;
    this.q = 1 / (Math.exp(epsilon) + 1);
    this.random = random;
  }

  /**
   * The bits to be sent.
   *
   * @param word its place, 0 for the first
   */
  public boolean[] randomize(int word) {
    if (word < 0 || word >= words) {
      throw new IllegalArgumentException("There is no word at this place");
    }
    boolean[] bits = new boolean[words];
    for (int i = 0; i < words; i++) {
      bits[i] = random.nextDouble() < (i == word ? TRUE : q);
    }
    return bits;
  }

  /**
   * Estimates how often each word was true: (c - nq) / (1/2 - q), whose variance is nq(1 - q) /
   * (1/2 - q)² + t for t true ones.
   *
   * @param ones how many reports have a 1 there, by place
   * @param reports how many there are
   */
  public List<Estimate> estimate(long[] ones, long reports) {
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      double count = (ones[i] - reports * q) / (TRUE - q);
      double known = Math.max(0, Math.min(reports, count));
      double variance = reports * q * (1 - q) / Math.pow(TRUE - q, 2) + known;
      estimates.add(new Estimate(count, Math.sqrt(variance)));
    }
    return estimates;
  }
}
