package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.interesttracker.event.Parsers.NOW;
import static org.interesttracker.event.Parsers.event;
import static org.interesttracker.event.Parsers.refusal;
import static org.interesttracker.event.Parsers.utf8;

import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.AbstractComparableAssert;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

  private static final long EIGHT = 1_769_846_400_000L;

  @Test
  void readsEveryField() throws Exception {
    Event event =
        event(
            """
            {"event_id": "e", "user_id": "u", "item_id": "i", "type": "comment", "text": "good",
             "value": 2.5, "time": "2026-01-31T08:00:00Z", "session_id": "s", "language": "en"}""");

    assertThat(event)
        .isEqualTo(
            new Event("e", "u", "i", EventType.COMMENT, "good", 2.5, EIGHT, "s", null, "en", null));
  }

  @Test
  void leavesOutWhatIsMissing() throws Exception {
    Event event = event(click(""));

    assertThat(event.text()).isNull();
    assertThat(event.value()).isNull();
    assertThat(event.sessionId()).isNull();
    assertThat(event.language()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"  \"", "\"\\t\\n\""})
  void takesNullAndBlankForMissing(String nothing) throws Exception {
    String fields =
        ", 'event_id': N, 'text': N, 'value': N, 'session_id': N, 'language': N"
            .replace("'", "\"")
            .replace("N", nothing);

    assertThat(event(click(fields))).isEqualTo(event(click("")));
    assertThatRefused("{\"user_id\": " + nothing + "}").isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void ignoresUnknownFieldsWhateverIsInThem() throws Exception {
    String unknown =
        ", \"price\": {\"amount\": [1, {\"user_id\": \"x\"}], \"time\": null}, \"tags\": [[]]";

    assertThat(event(click(unknown))).isEqualTo(event(click("")));
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryTypeInAnyCase(EventType type) throws Exception {
    String json =
        "{\"user_id\":\"u\",\"item_id\":\"i\",\"type\":\"%s\",\"value\":1,\"time\":1,"
            + "\"recommendation_id\":\"r\"}";

    assertThat(event(json.formatted(type.name())).type()).isEqualTo(type);
    assertThat(event(json.formatted(type.name().toLowerCase(Locale.ROOT))).type()).isEqualTo(type);
  }

  @Test
  void refusesTypesItDoesNotKnow() {
    assertThatRefused("{\"type\": \"hover\"}").isEqualTo(Reason.UNKNOWN_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "item_id", "type", "time"})
  void needsUserItemTypeAndTime(String field) {
    String json = click("").replace("\"" + field + "\"", "\"other\"");

    assertThatRefused(json).isEqualTo(Reason.MISSING_FIELD);
    assertThatThrownBy(() -> event(json)).hasMessage(field + " is missing.");
  }

  @Test
  void whatWasShownNeedsItsListButNoItem() throws Exception {
    Event list =
        event(
            "{\"user_id\": \"u\", \"type\": \"shown\", \"recommendation_id\": \"r\", \"time\": 1}");
    assertThat(list.recommendationId()).isEqualTo("r");
    assertThat(list.itemId()).isNull();
    assertThat(
            refusal(
                "event",
                utf8("{\"user_id\": \"u\", \"item_id\": \"i\", \"type\": \"shown\", \"time\": 1}")))
        .isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void allowsASearchWithoutAnItem() throws Exception {
    Event search =
        event("{\"user_id\": \"u\", \"type\": \"search\", \"text\": \"x\", \"time\": 1}");

    assertThat(search.itemId()).isNull();
  }

  @Test
  void needsTheValueOfARating() {
    assertThatRefused(click("").replace("click", "rating")).isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void removesBlanksAroundIds() throws Exception {
    assertThat(event(click(", \"session_id\": \" s 1\\n\"")).sessionId()).isEqualTo("s 1");
  }

  @Test
  void countsTheCharactersOfIdsNotTheirUnits() throws Exception {
    String longest = "\uD83D\uDE00".repeat(256);

    assertThat(event(click(", \"session_id\": \"" + longest + "\"")).sessionId())
        .isEqualTo(longest);
    assertThatRefused("{\"user_id\": \"" + longest + "x\"}").isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"a\\u0000b\"", "\"a\\tb\"", "\"a\\u009fb\"", "\"a\\ud800\"", "7", "true", "[]"})
  void refusesIdsThatAreNone(String id) {
    assertThatRefused("{\"user_id\": " + id + "}").isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @CsvSource({
    "1769846400000, 1769846400000",
    "1769846400000.0, 1769846400000",
    "1.7698464e12, 1769846400000",
    "'\"1769846400000\"', 1769846400000",
    "'\"2026-01-31T08:00:00Z\"', 1769846400000",
    "'\"2026-01-31T08:00Z\"', 1769846400000",
    "'\"2026-01-31T09:00:00+01:00\"', 1769846400000",
    "'\"2026-01-31T09:00:00+0100\"', 1769846400000",
    "'\"2026-01-31T09:00:00+01\"', 1769846400000",
    "'\"2026-01-31T08:00:00.1239Z\"', 1769846400123",
    "0, 0"
  })
  void readsTimesInEitherForm(String time, long millis) throws Exception {
    assertThat(event(at(time)).timestamp()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-01-31T08:00:00\"",
        "\"2026-01-31\"",
        "\"2026-02-30T08:00:00Z\"",
        "\"1969-12-31T23:59:59Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"-1\"",
        "\"yesterday\"",
        "-1",
        "0.5",
        "253402300800000",
        "1e300",
        "99999999999999999999999999",
        "false",
        "{}"
      })
  void refusesOtherTimes(String time) {
    assertThatRefused(at(time)).isEqualTo(Reason.INVALID_FIELD);
  }

  @Test
  void refusesTimesBeyondTheBoundInTheFuture() throws Exception {
    long bound = NOW + Duration.ofMinutes(5).toMillis();

    assertThat(event(at(bound)).timestamp()).isEqualTo(bound);
    assertThatRefused(at(bound + 1)).isEqualTo(Reason.FUTURE_DATED);
  }

  @Test
  void acceptsAnyTimeWithoutAPresent() throws Exception {
    byte[] json = utf8(at(Timestamps.MAX));

    assertThat(Parsers.EVENTS.parse(json, Long.MAX_VALUE).timestamp()).isEqualTo(Timestamps.MAX);
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "-0.5, -0.5", "1e3, 1000", "'\"4.5\"', 4.5", "'\" -2E-1 \"', -0.2"})
  void readsNumbersInQuotesToo(String number, double value) throws Exception {
    assertThat(event(click(", \"value\": " + number)).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e400", "\"1e400\"", "\"NaN\"", "\"Infinity\"", "\"0x1p3\"", "\"5d\"", "[1]"})
  void refusesValuesThatAreNoFiniteNumber(String number) {
    assertThatRefused("{\"value\": " + number + "}").isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @CsvSource({"en, en", "zh-CN, zh", "PT_br, pt", "yue, yue", "e,", "english,", "12,", "e-n,"})
  void keepsThePrimarySubtagOfTheLanguage(String tag, String language) throws Exception {
    assertThat(event(click(", \"language\": \"" + tag + "\"")).language()).isEqualTo(language);
  }

  @Test
  void cleansTexts() throws Exception {
    EventParser parser = new EventParser(text -> text.replace("<b>", ""));

    assertThat(parser.parse(utf8(click(", \"text\": \"<b>bold\"")), NOW).text()).isEqualTo("bold");
    assertThat(parser.parse(utf8(click(", \"text\": \"<b>\"")), NOW).text()).isNull();
  }

  @Test
  void mendsHalfSurrogatePairsInTexts() throws Exception {
    String text = "\\ud83d\\ude00 \\ude00 \\ud83d";

    assertThat(event(click(", \"text\": \"" + text + "\"")).text()).isEqualTo("\uD83D\uDE00 ? ?");
  }

  @Test
  void namesTheFieldButNotItsContent() {
    assertThatThrownBy(() -> event("{\"user_id\": \"" + "secret".repeat(50) + "\"}"))
        .hasMessage("user_id has more than 256 characters.");
    assertThatThrownBy(() -> event("{\"user_id\": secret}"))
        .hasMessageStartingWith("The record is not one JSON object in UTF-8: at byte ")
        .hasMessageNotContaining("secret");
  }

  private static String click(String moreFields) {
    return "{\"user_id\": \"u\", \"item_id\": \"i\", \"type\": \"click\", \"time\": 1"
        + moreFields
        + "}";
  }

  private static String at(Object time) {
    return click("").replace("\"time\": 1", "\"time\": " + time);
  }

  private static AbstractComparableAssert<?, Reason> assertThatRefused(String json) {
    return assertThat(Parsers.refusal("event", utf8(json)));
  }
}
