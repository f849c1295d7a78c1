package org.interesttracker.privacy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Local differential privacy of one word out of a known few, for clients: what is sent is true with
 * probability p = e^ε / (e^ε + k - 1), else one of the k - 1 others, each as probable (Warner 1965
 * for two words; Kairouz, Bonawitz and Ramage, ICML 2016, for k). Nobody, the receiver included,
 * can tell what was true beyond a factor of e^ε in the odds, for each word sent: words of one user
 * add their epsilons up.
 *
 * <p>Needs nothing but the JDK. The choice is made by a number of 53 bits, so the probabilities
 * hold to 2^-53. Thread-safe where its generator is.
 */
public final class RandomizedResponse {

  private final List<String> words;
  private final double epsilon;
  private final double keep;
  private final RandomGenerator random;

  /**
   * With the system's cryptographic generator, as clients must.
   *
   * @param words that there are, 2 or more, each once
   * @param epsilon above 0
   * @throws IllegalArgumentException if it cannot be
   */
  public RandomizedResponse(List<String> words, double epsilon) {
    this(words, epsilon, new SecureRandom());
  }

  /**
   * @param random for tests; who can foresee it knows what was true
   */
  RandomizedResponse(List<String> words, double epsilon, RandomGenerator random) {
    if (words.size() < 2 || words.stream().distinct().count() < words.size()) {
      throw new IllegalArgumentException(
          "Randomized response needs two words or more, each once, not " + words.size());
    }
    if (!(epsilon > 0) || epsilon > 100) {
      throw new IllegalArgumentException("epsilon must be above 0 and at most 100, not " + epsilon);
    }
    this.words = List.copyOf(words);
    this.epsilon = epsilon;
    this.keep = 1 / (1 + (words.size() - 1) * Math.exp(-epsilon));
    this.random = random;
  }

  /** The probability that what is sent is true. */
  public double truth() {
    return keep;
  }

  public double epsilon() {
    return epsilon;
  }

  /**
   * What is to be sent instead of a word.
   *
   * @throws IllegalArgumentException if it is none of the words
   */
  public String randomize(String word) {
    int place = words.indexOf(word);
    if (place < 0) {
      throw new IllegalArgumentException("There is no such word among those to be randomized");
    }
    if (random.nextDouble() < keep) {
      return word;
    }
    int other = random.nextInt(words.size() - 1);
    return words.get(other < place ? other : other + 1);
  }

  /**
   * How often a word was true, as far as can be told.
   *
   * @param count unbiased; may be below 0 or above the number of reports
   * @param standardError of it
   */
  public record Estimate(double count, double standardError) {}

  /**
   * Estimates from reports how often each word was true: (c - nq) / (p - q) of c reports out of n,
   * with q = (1 - p) / (k - 1); its variance is nq(1 - q) / (p - q)² + t(1 - p - q) / (p - q) for t
   * true ones (Wang et al., USENIX Security 2017), at the estimate of t.
   *
   * @param reports by word; words that nobody sent may be left out
   */
  public Map<String, Estimate> estimate(Map<String, Long> reports) {
    long n = reports.values().stream().mapToLong(Long::longValue).sum();
    double q = (1 - keep) / (words.size() - 1);
    Map<String, Estimate> estimates = new HashMap<>();
    for (String word : words) {
      double count = (reports.getOrDefault(word, 0L) - n * q) / (keep - q);
      double known = Math.max(0, Math.min(n, count));
      double variance =
          n * q * (1 - q) / Math.pow(keep - q, 2) + known * (1 - keep - q) / (keep - q);
      estimates.put(word, new Estimate(count, Math.sqrt(Math.max(0, variance))));
    }
    return estimates;
  }

  /** The words in their order. */
  public List<String> words() {
    return words;
  }

  @Override
  public String toString() {
    return "randomized response among %s at epsilon %s"
        .formatted(Arrays.toString(words.toArray()), epsilon);
  }
}
