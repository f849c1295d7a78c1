package org.interesttracker.privacy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts what releases spend, by basic composition: epsilons add up, and deltas do (Dwork,
 * McSherry, Nissim and Smith, TCC 2006). The sums are those of the decimal numbers as written. One
 * thread spends, others may look.
 */
public final class PrivacyBudget {

  private final ReleaseSettings.Budget budget;
  private volatile List<Charge> charges;

  /**
   * What one window spent.
   *
   * @param time when the window ended, epoch milliseconds
   */
  public record Charge(long time, double epsilon, double delta) {}

  /**
   * @param charges of before
   */
  public PrivacyBudget(ReleaseSettings.Budget budget, List<Charge> charges) {
    this.budget = budget;
    this.charges = List.copyOf(charges);
  }

  /**
   * Spends, if what was spent within the period before allows it.
   *
   * @param time not before that of the charge before
   * @return false if it does not; then nothing is spent
   */
  public boolean spend(long time, double epsilon, double delta) {
    List<Charge> kept =
        charges.stream().filter(charge -> charge.time() > time - budget.periodMillis()).toList();
    List<Charge> charged =
        Stream.concat(kept.stream(), Stream.of(new Charge(time, epsilon, delta))).toList();
    boolean allowed =
        epsilons(charged).compareTo(BigDecimal.valueOf(budget.epsilon())) <= 0
            && deltas(charged).compareTo(BigDecimal.valueOf(budget.delta())) <= 0;
    charges = allowed ? charged : kept;
    return allowed;
  }

  private static BigDecimal epsilons(List<Charge> charges) {
    return charges.stream()
        .map(charge -> BigDecimal.valueOf(charge.epsilon()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal deltas(List<Charge> charges) {
    return charges.stream()
        .map(charge -> BigDecimal.valueOf(charge.delta()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Within the period that ended with the last charge asked for. */
  public double spentEpsilon() {
    return epsilons(charges).doubleValue();
  }

  /** Within the period that ended with the last charge asked for. */
  public double spentDelta() {
    return deltas(charges).doubleValue();
  }

  /** What still counts. */
  public List<Charge> charges() {
    return charges;
  }
}
