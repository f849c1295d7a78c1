package org.interesttracker.sizing;

/**
 * What one of each takes; docs/SIZING.md says what of it is measured, and by which command.
 *
 * @param eventsPerCore events a second that one core works off, all parts of the job together
 * @param userBytes state of a user who has been there often, in all operators
 * @param itemBytes state of an item's counts, at its bound of pairs
 * @param itemHeapBytes what an item takes of a TaskManager's heap; its slots share most of it
 * @param eventBytes what an event, and what it leads to, takes between operators
 * @param rowBytes of a row of similar items, of which each slot gets one
 * @param rowHeapBytes what a row takes of the heap, in each slot
 * @param rowMicros processor time of a slot to take in a row
 */
public record Costs(
    double eventsPerCore,
    double userBytes,
    double itemBytes,
    double itemHeapBytes,
    double eventBytes,
    double rowBytes,
    double rowHeapBytes,
    double rowMicros) {

  /** Those of docs/SIZING.md. */
  public static final Costs DEFAULT =
      new Costs(2_350, 70_000, 60_000, 3_450, 3_000, 6_500, 3_000, 80);

  /** The same on faster or slower cores. */
  Costs withEventsPerCore(double others) {
    return new Costs(
        others, userBytes, itemBytes, itemHeapBytes, eventBytes, rowBytes, rowHeapBytes, rowMicros);
  }
}
