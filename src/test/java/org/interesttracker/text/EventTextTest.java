package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;

class EventTextTest {

  @Test
  void aTextWithoutAnItemIsAlwaysRead() {
    assertThat(new EventText(false).text(event(null))).isEqualTo("words");
    assertThat(new EventText(true).text(event(null))).isEqualTo("words");
  }

  @Test
  void aTextWithAnItemIsReadOnlyIfAskedFor() {
    assertThat(new EventText(false).text(event("i"))).isNull();
    assertThat(new EventText(true).text(event("i"))).isEqualTo("words");
  }

  private static Event event(String item) {
    return new Event("e", "u", item, EventType.COMMENT, "words", null, 0, null, null, null, null);
  }
}
