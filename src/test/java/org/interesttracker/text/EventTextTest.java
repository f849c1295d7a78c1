package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;

class EventTextTest {

  @Test
  void aTextWithoutAnItemIsAlwaysRead() {
    assertThat(new EventText(false, true).text(event(null))).isEqualTo("words");
    assertThat(new EventText(true, true).text(event(null))).isEqualTo("words");
  }

  @Test
  void aTextWithAnItemIsReadOnlyIfAskedFor() {
    assertThat(new EventText(false, true).text(event("i"))).isNull();
    assertThat(new EventText(true, true).text(event("i"))).isEqualTo("words");
  }

  @Test
  void whatTheUserWroteGoesOnceItIsAVector() {
    float[] vector = {1};
    Event embedded = new EventText(false, false).embedded(event(null), vector);
    assertThat(embedded.text()).isNull();
    assertThat(embedded.textVector()).isSameAs(vector);
    assertThat(new EventText(false, false).embedded(event("i"), null).text()).isNull();
  }

  @Test
  void whatTheUserWroteStaysIfAskedFor() {
    assertThat(new EventText(false, true).embedded(event(null), new float[] {1}).text())
        .isEqualTo("words");
    assertThat(new EventText(false, true).embedded(event("i"), null).text()).isEqualTo("words");
  }

  private static Event event(String item) {
    return new Event("e", "u", item, EventType.COMMENT, "words", null, 0, null, null, null, null);
  }
}
