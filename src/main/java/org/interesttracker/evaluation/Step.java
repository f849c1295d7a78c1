package org.interesttracker.evaluation;

/**
 * One step of a run.
 *
 * @param event its place among the events
 * @param part which figures it counts for; null if it is not scored
 * @param target whether models could be asked to foresee it; always so if it is scored
 * @param advances whether the event joins what is known of its user
 * @param teaches whether the models learn from it, after it was scored
 */
record Step(int event, Part part, boolean target, boolean advances, boolean teaches) {

  /** Whose figures. */
  enum Part {
    TEST,
    VALIDATION
  }
}
