package org.interesttracker.interest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ConsentChange;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.EpochMillis;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.UserMessage;

/**
 * That an order about consent, or to erase, took effect: the record that answers on what ground an
 * event was processed. An event's ground is the user's last one whose time is before the event's;
 * where there is none, the default.
 *
 * @param order what was ordered
 * @param orderedAt the time that the order names, epoch milliseconds
 * @param timestamp from which event time on it holds, epoch milliseconds: later than the order's
 *     where that had passed when it came
 * @param agreement the version of the agreement that was named last; null if none was, or erased
 * @param before the purposes granted before it, in the order of {@link Purpose}
 * @param after those granted from then on
 * @param byDefault those purposes of which no order says anything: for them the configuration
 *     decides, in {@code after} too
 * @param changed whether {@code after} differs from {@code before}
 */
public record ConsentDecision(
    String userId,
    ControlType order,
    @EpochMillis long orderedAt,
    @JsonProperty("time") @EpochMillis long timestamp,
    String agreement,
    List<Purpose> before,
    List<Purpose> after,
    List<Purpose> byDefault,
    boolean changed) {

  /** Carries out an order about consent. */
  static ConsentDecision of(UserMessage message, UserProfile profile) {
    long since = message.timestamp();
    Consent before = profile.consentAt(since + 1);
    profile.change(ConsentChange.of(message.control(), since));
    Consent after = profile.consentAt(since + 1);
    return of(message, before, after, profile.getConsents());
  }

  /**
   * What becomes of the consent of a user who is erased.
   *
   * @param profile of the user before
   */
  static ConsentDecision ofErasure(UserMessage message, UserProfile profile, Consent byDefault) {
    return of(message, profile.consent(), byDefault, ConsentHistory.NONE);
  }

  private static ConsentDecision of(
      UserMessage message, Consent before, Consent after, ConsentHistory history) {
    return new ConsentDecision(
        message.userId(),
        message.control().type(),
        message.control().timestamp(),
        message.timestamp(),
        after.agreement(),
        before.purposes(),
        after.purposes(),
        history.unsaid(message.timestamp() + 1),
        !before.purposes().equals(after.purposes()));
  }
}
