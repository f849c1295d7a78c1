package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdTest {

  /** By: python3 -c 'hashlib.sha256(b"".join(struct.pack(">i",len(f))+f for f in fields))'. */
  @Test
  void isTheHashOfTheFieldsBehindTheirLengths() {
    assertThat(EventId.of("u", "i", EventType.RATING, 1_000, "好", 4.5, null))
        .isEqualTo("2945078b14f3b309b65e2410eebfeb3e");
  }

  @Test
  void isTheSameForTheSameEventOnly() {
    List<String> ids =
        Stream.of(
                EventId.of("u", "i", EventType.CLICK, 1, null, null, null),
                EventId.of("v", "i", EventType.CLICK, 1, null, null, null),
                EventId.of("u", "j", EventType.CLICK, 1, null, null, null),
                EventId.of("u", null, EventType.CLICK, 1, null, null, null),
                EventId.of("ui", "", EventType.CLICK, 1, null, null, null),
                EventId.of("u", "i", EventType.VIEW, 1, null, null, null),
                EventId.of("u", "i", EventType.CLICK, 2, null, null, null),
                EventId.of("u", "i", EventType.CLICK, 1, "1", null, null),
                EventId.of("u", "i", EventType.CLICK, 1, null, 1.0, null),
                EventId.of("u", "i", EventType.CLICK, 1, null, null, "r"))
            .toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(EventId.of("u", "i", EventType.CLICK, 1, null, null, null)).isEqualTo(ids.get(0));
  }

  @Test
  void standsInForAMissingIdOnly() throws Exception {
    String fields = "\"user_id\": \"u\", \"item_id\": \"i\", \"type\": \"click\", \"time\": 1}";

    assertThat(Parsers.event("{" + fields).eventId())
        .isEqualTo(EventId.of("u", "i", EventType.CLICK, 1, null, null, null));
    assertThat(Parsers.event("{\"event_id\": \"e\", " + fields).eventId()).isEqualTo("e");
  }
}
