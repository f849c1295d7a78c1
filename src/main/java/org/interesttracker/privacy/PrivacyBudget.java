package org.interesttracker.privacy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what releases spend, by basic composition: epsilons add up, and deltas do (Dwork,
 * McSherry, Nissim and Smith, TCC 2006). The sums are those of the decimal numbers as written. Not
 * thread-safe.
 */
public final class PrivacyBudget {

  private final ReleaseSettings.Budget budget;
  private final List<Charge> charges;

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
    this.charges = new ArrayList<>(charges);
  }

  /**
   * Spends, if what was spent within the period before allows it.
   *
   * @param time not before that of the charge before
   * @return false if it does not; then nothing is spent
   */
  public boolean spend(long time, double epsilon, double delta) {
    charges.removeIf(charge -> charge.time() <= time - budget.periodMillis());
    charges.add(new Charge(time, epsilon, delta));
    boolean allowed =
        epsilons().compareTo(BigDecimal.valueOf(budget.epsilon())) <= 0
            && deltas().compareTo(BigDecimal.valueOf(budget.delta())) <= 0;
    if (!allowed) {
      charges.remove(charges.size() - 1);
    }
    return allowed;
  }

  private BigDecimal epsilons() {
    return charges.stream()
        .map(charge -> BigDecimal.valueOf(charge.epsilon()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal deltas() {
    return charges.stream()
        .map(charge -> BigDecimal.valueOf(charge.delta()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Within the period that ended with the last charge asked for. */
  public double spentEpsilon() {
    return epsilons().doubleValue();
  }

  /** Within the period that ended with the last charge asked for. */
  public double spentDelta() {
    return deltas().doubleValue();
  }

  /** What still counts. */
  public List<Charge> charges() {
    return List.copyOf(charges);
  }
}
