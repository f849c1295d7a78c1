package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

  private static final String LIST = "5f1c0a7be90d4e6b8a3c2d1f00e4b797";

  private final Pseudonyms before = TestKeys.pseudonyms("a");
  private final Pseudonyms rotating = TestKeys.pseudonyms("b", "a");
  private final Pseudonyms after = TestKeys.pseudonyms("b");

  @Test
  void aPseudonymIs32HexadecimalDigits() {
    assertThat(before.of("ann")).singleElement().asString().matches("[0-9a-f]{32}");
  }

  @Test
  void whileTwoKeysLiveAUserHasTwo() {
    String a = before.of("ann").get(0);
    String b = after.of("ann").get(0);
    assertThat(a).isNotEqualTo(b);
    assertThat(rotating.of("ann")).isEqualTo(List.of(b, a));
  }

  @Test
  void noIdOfAnEventStays() {
    for (Pseudonyms pseudonyms : List.of(before, rotating, after)) {
      Event event = pseudonyms.event(event("ann-1", "ann", "ann-visit", "ann-list"));
      assertThat(event.toString()).doesNotContain("ann");
      assertThat(event.eventId()).matches("[0-9a-f]{32}");
      assertThat(event.sessionId()).matches("[0-9a-f]{32}");
    }
  }

  @Test
  void whatWasDoneStays() {
    Event event = before.event(event("e", "ann", null, null));
    assertThat(event)
        .isEqualTo(
            new Event(
                event.eventId(),
                before.of("ann").get(0),
                "i",
                EventType.RATING,
                "words",
                4.0,
                7,
                null,
                null,
                "en",
                null));
  }

  @Test
  void theIdOfAListStays() {
    assertThat(before.event(event("e", "ann", null, LIST)).recommendationId()).isEqualTo(LIST);
  }

  @Test
  void whenARotationBeginsEventsAndVisitsKeepTheirIds() {
    Event event = event("e", "ann", "s", null);
    assertThat(rotating.event(event).eventId()).isEqualTo(before.event(event).eventId());
    assertThat(rotating.event(event).sessionId()).isEqualTo(before.event(event).sessionId());
  }

  @Test
  void anOrderNamesThePseudonym() {
    ControlMessage order =
        new ControlMessage(ControlType.BLOCK_ITEM, "ann", null, "i", null, null, 7);
    String a = before.of("ann").get(0);
    assertThat(before.order(order))
        .isEqualTo(new ControlMessage(ControlType.BLOCK_ITEM, a, null, "i", null, null, 7));
    assertThat(rotating.order(order).userId()).isEqualTo(after.of("ann").get(0) + ":" + a);
  }

  @Test
  void anOrderAboutNobodyIsLeftAlone() {
    ControlMessage order =
        new ControlMessage(ControlType.ACTIVATE_MODEL, null, null, "file:/m", null, 7);
    assertThat(before.order(order)).isEqualTo(order);
  }

  private static Event event(String id, String user, String session, String list) {
    return new Event(id, user, "i", EventType.RATING, "words", 4.0, 7, session, list, "en", null);
  }
}
