package org.interesttracker.savepoint;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.privacy.PrivacyBudget;
import org.interesttracker.privacy.PrivacyBudget.Charge;
import org.interesttracker.privacy.ReleaseOperator;
import org.interesttracker.privacy.ReleaseSettings;
import org.interesttracker.savepoint.Database.Rows;

/** The privacy budget: what releases spent of it. How much there is, the job's options say. */
final class BudgetTables implements TableSource {

  private static final String CHARGES = "budget_charges";
  private static final String BUDGET = "budget";

  private final SnapshotReader reader;
  private final ReleaseSettings settings;

  BudgetTables(SnapshotReader reader, ReleaseSettings settings) {
    this.reader = reader;
    this.settings = settings;
  }

  @Override
  public Set<String> tables() {
    return Set.of(CHARGES, BUDGET);
  }

  @Override
  public void fill(Database database, Set<String> wanted, String user) throws Exception {
    List<Charge> charges = new ArrayList<>();
    reader.list(OperatorIds.RELEASE, ReleaseOperator.chargesDescriptor(), charges::add);
    charges.sort(Comparator.comparingLong(Charge::time));
    try (Rows rows = database.rows(CHARGES, wanted)) {
      for (Charge charge : charges) {
        rows.add(
            Instant.ofEpochMilli(charge.time()),
            charge.epsilon(),
            charge.delta(),
            Instant.ofEpochMilli(charge.time() + settings.budget().periodMillis()));
      }
    }
    try (Rows rows = database.rows(BUDGET, wanted)) {
      if (!charges.isEmpty()) {
        addBudget(charges, rows);
      }
    }
  }

  private void addBudget(List<Charge> charges, Rows rows) throws SQLException {
    ReleaseSettings.Budget budget = settings.budget();
    PrivacyBudget spent = new PrivacyBudget(budget, charges);
    boolean known = settings.isOn();
    rows.add(
        Instant.ofEpochMilli(charges.get(charges.size() - 1).time()),
        charges.size(),
        spent.spentEpsilon(),
        spent.spentDelta(),
        known ? left(budget.epsilon(), spent.spentEpsilon()) : null,
        known ? left(budget.delta(), spent.spentDelta()) : null);
  }

  /** By the decimal numbers as written, as the job counts. */
  private static double left(double all, double spent) {
    return BigDecimal.valueOf(all).subtract(BigDecimal.valueOf(spent)).doubleValue();
  }
}
