package org.interesttracker.bench;

import java.util.Locale;

/**
 * What the project asks of a figure.
 *
 * @param atLeast whether the bound is the lowest value that reaches the target; otherwise it is the
 *     highest
 * @param bound in the figure's unit
 */
record Target(boolean atLeast, double bound) {

  static Target atLeast(double bound) {
    return new Target(true, bound);
  }

  static Target atMost(double bound) {
    return new Target(false, bound);
  }

  /** A value that is no number reaches nothing. */
  boolean isReachedBy(double value) {
    return atLeast ? value >= bound : value <= bound;
  }

  @Override
  public String toString() {
    return (atLeast ? ">= " : "<= ") + String.format(Locale.ROOT, "%,.2f", bound);
  }
}
