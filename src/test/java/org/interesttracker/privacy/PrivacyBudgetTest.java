package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivacyBudgetTest {

  private static final long DAY = 86_400_000L;

  @Test
  void refusesWhatIsMoreThanItHas() {
    PrivacyBudget budget = budget(1, 1e-5, 30 * DAY, List.of());
    for (int day = 1; day <= 10; day++) {
      assertThat(budget.spend(day * DAY, 0.1, 1e-7)).isTrue();
    }
    // ten times 0.1 is 1, though not in binary fractions
    assertThat(budget.spentEpsilon()).isEqualTo(1);
    assertThat(budget.spentDelta()).isEqualTo(1e-6);
    assertThat(budget.spend(11 * DAY, 0.001, 0)).isFalse();
    assertThat(budget.spentEpsilon()).isEqualTo(1);
    assertThat(budget.charges()).hasSize(10);
  }

  @Test
  void refusesADeltaThatIsMore() {
    PrivacyBudget budget = budget(100, 1e-6, 30 * DAY, List.of());
    assertThat(budget.spend(DAY, 1, 1e-6)).isTrue();
    assertThat(budget.spend(2 * DAY, 1, 1e-9)).isFalse();
  }

  /** The sum over any period, not over periods laid end to end. */
  @Test
  void holdsWithinAnyPeriod() {
    PrivacyBudget budget = budget(3, 1, 3 * DAY, List.of());
    int granted = 0;
    for (int day = 1; day <= 30; day++) {
      granted += budget.spend(day * DAY, 1.5, 0) ? 1 : 0;
      assertThat(budget.spentEpsilon()).isLessThanOrEqualTo(3);
    }
    // two in each three days
    assertThat(granted).isEqualTo(20);
  }

  @Test
  void goesOnFromItsCharges() {
    PrivacyBudget before = budget(1, 1, 30 * DAY, List.of());
    before.spend(DAY, 0.75, 0);
    PrivacyBudget after = budget(1, 1, 30 * DAY, before.charges());
    assertThat(after.spentEpsilon()).isEqualTo(0.75);
    assertThat(after.spend(2 * DAY, 0.5, 0)).isFalse();
    assertThat(after.spend(2 * DAY, 0.25, 0)).isTrue();
  }

  private static PrivacyBudget budget(
      double epsilon, double delta, long period, List<PrivacyBudget.Charge> charges) {
    return new PrivacyBudget(new ReleaseSettings.Budget(epsilon, delta, period), charges);
  }
}
