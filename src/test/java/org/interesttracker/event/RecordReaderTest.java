package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.interesttracker.event.Parsers.NOW;
import static org.interesttracker.event.Parsers.event;
import static org.interesttracker.event.Parsers.refusal;
import static org.interesttracker.event.Parsers.utf8;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

  private static final String CLICK =
      "{\"user_id\": \"u\", \"item_id\": \"i\", \"type\": \"click\", \"time\": 1}";

  @ParameterizedTest
  @ValueSource(strings = {"event", "catalog-item", "control-message"})
  void refusesWhatIsNoJsonObject(String kind) {
    for (String json :
        new String[] {
          "",
          " ",
          "x",
          "[]",
          "7",
          "\"text\"",
          "null",
          "{",
          "{} {}",
          "{}x",
          "{\"a\": 1,}",
          "{'a': 1}",
          "{\"a\": NaN}",
          "{\"a\": \"\t\"}",
          "{\"a\": [1}",
          "{} // comment"
        }) {
      assertThat(refusal(kind, utf8(json))).as(json).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void refusesAKafkaRecordWithoutAValue() {
    assertThat(refusal("event", null)).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void refusesNamesThatStandTwice() {
    assertThat(refusal("event", utf8("{\"a\": 1, \"a\": 1}"))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void refusesOtherEncodingsAndBrokenOnes() {
    assertThat(refusal("event", CLICK.getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo(Reason.MALFORMED);
    assertThat(refusal("event", "{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void skipsAByteOrderMark() throws Exception {
    assertThat(event("\uFEFF" + CLICK)).isEqualTo(event(CLICK));
  }

  @Test
  void refusesDeepNestingAndHugeNumbersInFieldsItIgnores() {
    String deep = "[".repeat(40) + "]".repeat(40);

    assertThat(refusal("event", utf8("{\"a\": " + deep + "}"))).isEqualTo(Reason.MALFORMED);
    assertThat(refusal("event", utf8("{\"value\": " + "9".repeat(101) + "}")))
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void refusesMoreBytesThanTheBound() throws Exception {
    byte[] json = utf8(CLICK);
    EventParser exact = parser(json.length);
    EventParser smaller = parser(json.length - 1);

    assertThat(exact.parse(json, NOW).userId()).isEqualTo("u");
    assertThat(catchThrowable(() -> smaller.parse(json, NOW)))
        .isInstanceOfSatisfying(
            RejectedRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OVERSIZED));
  }

  @Test
  void readsAMebibyteByDefault() {
    byte[] largest = utf8("{\"a\": \"" + " ".repeat((1 << 20) - 9) + "\"}");
    byte[] larger = utf8("{\"a\": \"" + " ".repeat((1 << 20) - 8) + "\"}");

    assertThat(refusal("event", largest)).isEqualTo(Reason.MISSING_FIELD);
    assertThat(refusal("event", larger)).isEqualTo(Reason.OVERSIZED);
  }

  @Test
  void spendsNoStackTraceOnABrokenProducer() {
    assertThat(catchThrowable(() -> event("{}")).getStackTrace()).isEmpty();
  }

  private static EventParser parser(int maxBytes) {
    return new EventParser(UnaryOperator.identity(), new InputLimits(maxBytes, Duration.ZERO));
  }
}
