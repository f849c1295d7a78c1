package org.interesttracker.evaluation;

import java.util.Locale;

/** Which events are scored, and what is learned before. docs/EVALUATION.md defines each. */
public enum Protocol {
  /** Every event is scored, then learned. */
  PREQUENTIAL,
  /** The last target of each user is scored after all others were learned. */
  LEAVE_LAST_OUT,
  /** What comes after a point in time is scored. */
  TIME_SPLIT;

  /** As the command line and the outputs name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
