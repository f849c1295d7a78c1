package org.interesttracker.savepoint;

import java.util.List;
import java.util.Locale;
import org.interesttracker.event.ConsentChange;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.Purpose;

/** An order about consent; see {@link UserRow} on why fields are public. */
public final class ConsentRow {

  /** Since when it holds, event time, epoch milliseconds; null where that was not kept. */
  public final Long since;

  public final List<String> granted;
  public final List<String> withdrawn;

  /** The version of the agreement; null if the order named none. */
  public final String agreement;

  private ConsentRow(ConsentChange change) {
    since = change.since() == Long.MIN_VALUE ? null : Long.valueOf(change.since());
    granted = words(change.granted());
    withdrawn = words(change.withdrawn());
    agreement = change.agreement();
  }

  /** The orders of a user, the earliest first. */
  static List<ConsentRow> of(ConsentHistory history) {
    return history.changes().stream().map(ConsentRow::new).toList();
  }

  static List<String> words(List<Purpose> purposes) {
    return purposes.stream().map(purpose -> purpose.name().toLowerCase(Locale.ROOT)).toList();
  }
}
