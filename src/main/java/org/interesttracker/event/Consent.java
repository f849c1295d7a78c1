package org.interesttracker.event;

import java.io.Serializable;
import java.util.List;

/**
 * What a user's events may be used for at one moment. Immutable.
 *
 * @param purposes those granted, in the order of {@link Purpose}, each once
 * @param agreement the version of the agreement that was named last; null if none was
 * @param since event time of the order that this rests on, epoch milliseconds; null where the user
 *     said nothing, or where the time was not kept
 */
public record Consent(List<Purpose> purposes, String agreement, @EpochMillis Long since)
    implements Serializable {

  /** Everything is granted, by nobody's order. */
  public static final Consent ALL = new Consent(Purpose.all(), null, null);

  /** Nothing is granted, by nobody's order. */
  public static final Consent NONE = new Consent(List.of(), null, null);

  /** What holds where a user said nothing. */
  public static Consent byDefault(List<Purpose> purposes) {
    return new Consent(Purpose.all().stream().filter(purposes::contains).toList(), null, null);
  }

  /**
   * Whether events may be used for a purpose. Without {@link Purpose#PROFILE} they may be used for
   * none, whatever else is granted: nothing is kept of them, and so nothing can be done with them.
   */
  public boolean allows(Purpose purpose) {
    return purposes.contains(Purpose.PROFILE) && purposes.contains(purpose);
  }
}
