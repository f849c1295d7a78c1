package org.interesttracker.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one order says of a user's consent. Of purposes in neither list it says nothing. Immutable.
 *
 * @param granted in the order of {@link Purpose}
 * @param withdrawn in the order of {@link Purpose}
 * @param agreement the version of the agreement; null if the order names none
 * @param since from which event time on it holds, epoch milliseconds
 */
public record ConsentChange(
    List<Purpose> granted, List<Purpose> withdrawn, String agreement, long since) {

  /** Since before all events: of a change whose time was not kept. */
  static final long ALWAYS = Long.MIN_VALUE;

  /**
   * The change that an order asks for.
   *
   * @param since where in event time the order stands
   * @throws IllegalArgumentException if the order is not about consent
   */
  public static ConsentChange of(ControlMessage order, long since) {
    return switch (order.type()) {
      case CONSENT_GIVEN -> new ConsentChange(Purpose.all(), List.of(), order.agreement(), since);
      case CONSENT_WITHDRAWN ->
          new ConsentChange(List.of(), Purpose.all(), order.agreement(), since);
      case CONSENT ->
          new ConsentChange(
              said(order.purposes(), true),
              said(order.purposes(), false),
              order.agreement(),
              since);
      default -> throw new IllegalArgumentException("Not about consent: " + order.type());
    };
  }

  private static List<Purpose> said(Map<Purpose, Boolean> purposes, boolean granted) {
    return Purpose.all().stream()
        .filter(purpose -> Boolean.valueOf(granted).equals(purposes.get(purpose)))
        .toList();
  }

  /** What is granted after it where this was granted before. */
  Set<Purpose> after(Set<Purpose> before) {
    Set<Purpose> after = EnumSet.noneOf(Purpose.class);
    after.addAll(before);
    after.addAll(granted);
    withdrawn.forEach(after::remove);
    return after;
  }
}
