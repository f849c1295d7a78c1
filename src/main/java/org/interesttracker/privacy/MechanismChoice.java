package org.interesttracker.privacy;

/** Which noise hides a user. */
public enum MechanismChoice {
  /** Whichever hides the user of one count by the lower threshold; this depends on no data. */
  AUTO,
  LAPLACE,
  GAUSSIAN
}
