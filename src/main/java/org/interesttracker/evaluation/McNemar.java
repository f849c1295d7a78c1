package org.interesttracker.evaluation;

import java.util.BitSet;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * McNemar's test (Psychometrika 12, 1947): do two models hit equally often, judged by the targets
 * that one of them alone hit? Exact by the binomial distribution for few of these, else by
 * chi-squared with one degree of freedom and the continuity correction of Edwards (1948).
 *
 * @param onlyFirst targets that the first model alone hit
 * @param onlySecond targets that the second model alone hit
 * @param p two-sided
 */
record McNemar(long onlyFirst, long onlySecond, double p) {

  /** The usual rule for when the approximation is good. */
  private static final long EXACT_BELOW = 25;

  static McNemar of(BitSet first, BitSet second) {
    return of(without(first, second), without(second, first));
  }

  static McNemar of(long onlyFirst, long onlySecond) {
    long discordant = onlyFirst + onlySecond;
    double p =
        discordant < EXACT_BELOW
            ? exact(Math.min(onlyFirst, onlySecond), (int) discordant)
            : chiSquared(Math.abs(onlyFirst - onlySecond), discordant);
    return new McNemar(onlyFirst, onlySecond, p);
  }

  private static long without(BitSet hits, BitSet others) {
    BitSet rest = (BitSet) hits.clone();
    rest.andNot(others);
    return rest.cardinality();
  }

  private static double exact(long fewer, int discordant) {
    if (discordant == 0) {
      return 1;
    }
    var even = new BinomialDistribution(null, discordant, 0.5);
    return Math.min(1, 2 * even.cumulativeProbability((int) fewer));
  }

  /**
   * P(X > x) of chi-squared with one degree of freedom is erfc(√(x/2)), exact in the far tail too.
   */
  private static double chiSquared(long difference, long discordant) {
    double corrected = Math.max(0, difference - 1);
    return Erf.erfc(Math.sqrt(corrected * corrected / discordant / 2));
  }
}
