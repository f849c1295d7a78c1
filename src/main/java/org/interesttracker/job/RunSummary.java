package org.interesttracker.job;

import java.time.Duration;
import java.util.Locale;

/**
 * What a run did.
 *
 * @param events accepted
 * @param deadLetters of all inputs
 * @param catalogItems accepted
 * @param elapsed from the start of the job to its end
 */
public record RunSummary(long events, long deadLetters, long catalogItems, Duration elapsed) {

  /** The same with the whole time, until the job had ended. */
  public RunSummary after(Duration whole) {
    return new RunSummary(events, deadLetters, catalogItems, whole);
  }

  public String text() {
    double seconds = elapsed.toMillis() / 1000.0;
    return String.format(
        Locale.ROOT,
        "%,d events, %,d catalog items, %,d dead letters in %.1f s (%,.0f events/s)",
        events,
        catalogItems,
        deadLetters,
        seconds,
        events / seconds);
  }
}
