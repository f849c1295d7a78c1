package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.interesttracker.event.Parsers.NOW;
import static org.interesttracker.event.Parsers.order;
import static org.interesttracker.event.Parsers.refusal;
import static org.interesttracker.event.Parsers.utf8;

import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractComparableAssert;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlParserTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @EnumSource(names = {"CONSENT_GIVEN", "CONSENT_WITHDRAWN", "ERASE_USER", "SHOW_INTERESTS"})
  void readsOrdersAboutAUser(ControlType type) throws Exception {
    assertThat(order(json(type.name(), "'user_id': 'u'")))
        .isEqualTo(new ControlMessage(type, "u", null, null, null, 1));
  }

  @Test
  void readsTheTopicToForget() throws Exception {
    assertThat(order(json("forget_topic", "'user_id': 'u', 'topic': ' bikes '")))
        .isEqualTo(new ControlMessage(ControlType.FORGET_TOPIC, "u", "bikes", null, null, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"FORGET_TOPIC", "BLOCK_CATEGORY", "UNBLOCK_CATEGORY", "LESS_OF", "MORE_OF"})
  void readsOrdersAboutATopic(ControlType type) throws Exception {
    assertThat(order(json(type.name(), "'user_id': 'u', 'topic': 'bikes'")))
        .isEqualTo(new ControlMessage(type, "u", "bikes", null, null, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"BLOCK_ITEM", "UNBLOCK_ITEM", "LESS_OF", "MORE_OF"})
  void readsOrdersAboutAnItem(ControlType type) throws Exception {
    assertThat(order(json(type.name(), "'user_id': 'u', 'item_id': ' i '")))
        .isEqualTo(new ControlMessage(type, "u", null, "i", null, null, 1));
  }

  @Test
  void readsConsentByPurpose() throws Exception {
    String fields =
        "'user_id': 'u', 'purposes': {'profile': true, 'LEARN ': false, 'publish': null},"
            + " 'agreement': ' 2026-03 '";

    assertThat(order(json("consent", fields)))
        .isEqualTo(
            ControlMessage.consent(
                "u", Map.of(Purpose.PROFILE, true, Purpose.LEARN, false), "2026-03", 1));
  }

  @Test
  void readsTheAgreementOfConsentForAll() throws Exception {
    ControlMessage order = order(json("consent_given", "'user_id': 'u', 'agreement': '2026-03'"));

    assertThat(order.agreement()).isEqualTo("2026-03");
    assertThat(order.purposes()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "{}; purposes must name at least one of profile, recommend, learn, publish.",
        "{'learn': null}; purposes must name at least one of profile, recommend, learn, publish.",
        "{'sell': true}; purposes may name nothing but profile, recommend, learn, publish.",
        "{'learn': true, 'Learn': false}; purposes names learn twice.",
        "{'learn': 'yes'}; purposes must say true or false of learn.",
        "{'publish': 1}; purposes must say true or false of publish.",
        "{'learn': {'learn': true}}; purposes must say true or false of learn.",
        "['learn']; purposes must be an object of true and false by name.",
        "'all'; purposes must be an object of true and false by name."
      },
      delimiter = ';',
      quoteCharacter = '~')
  void saysWhatIsWrongWithPurposes(String purposes, String sentence) {
    assertThatThrownBy(() -> order(json("consent", "'user_id': 'u', 'purposes': " + purposes)))
        .isInstanceOf(RejectedRecordException.class)
        .hasMessage(sentence)
        .extracting(e -> ((RejectedRecordException) e).reason())
        .isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @EnumSource(names = {"LESS_OF", "MORE_OF"})
  void refusesLessOrMoreOfTwoThingsAtOnce(ControlType type) {
    assertThatRefused(json(type.name(), "'user_id': 'u', 'item_id': 'i', 'topic': 't'"))
        .isEqualTo(Reason.INVALID_FIELD);
  }

  @Test
  void readsTheModelToActivate() throws Exception {
    String fields = "'model': '/models/1', 'sha256': '" + HASH.toUpperCase(Locale.ROOT) + "'";

    assertThat(order(json("activate_model", fields)))
        .isEqualTo(
            new ControlMessage(ControlType.ACTIVATE_MODEL, null, null, "/models/1", HASH, 1));
    assertThat(order(json("activate_model", "'model': 'm'")).sha256()).isNull();
  }

  @Test
  void leavesOutWhatDoesNotBelongToTheOrder() throws Exception {
    String all =
        "'user_id': 'u', 'item_id': 'i', 'topic': 't', 'model': 'm', 'sha256': '"
            + HASH
            + "', 'purposes': {'learn': true}, 'agreement': '1'";

    assertThat(order(json("erase_user", all)))
        .isEqualTo(new ControlMessage(ControlType.ERASE_USER, "u", null, null, null, 1));
    assertThat(order(json("activate_model", all)))
        .isEqualTo(new ControlMessage(ControlType.ACTIVATE_MODEL, null, null, "m", HASH, 1));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "consent_given; 'topic': 't'",
        "consent_withdrawn; 'topic': 't'",
        "erase_user; 'topic': 't'",
        "forget_topic; 'topic': 't'",
        "forget_topic; 'user_id': 'u'",
        "forget_topic; 'user_id': 'u', 'topic': ' '",
        "activate_model; 'user_id': 'u'",
        "block_item; 'user_id': 'u', 'topic': 't'",
        "unblock_item; 'item_id': 'i'",
        "block_category; 'user_id': 'u', 'item_id': 'i'",
        "unblock_category; 'topic': 't'",
        "less_of; 'user_id': 'u'",
        "more_of; 'item_id': 'i'",
        "show_interests; 'topic': 't'",
        "consent; 'user_id': 'u'",
        "consent; 'user_id': 'u', 'purposes': null",
        "consent; 'purposes': {'learn': true}"
      },
      delimiter = ';',
      quoteCharacter = '~')
  void needsWhatTheOrderIsAbout(String type, String fields) {
    assertThatRefused(json(type, fields)).isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void needsTypeAndTime() {
    assertThatRefused("{\"user_id\": \"u\", \"time\": 1}").isEqualTo(Reason.MISSING_FIELD);
    assertThatRefused("{\"user_id\": \"u\", \"type\": \"erase_user\"}")
        .isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void refusesOrdersItDoesNotKnow() {
    assertThatRefused(json("explode", "'user_id': 'u'")).isEqualTo(Reason.UNKNOWN_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'sha256': 'abc'",
        "'sha256': 7",
        "'model': 'a\\u0007'",
        "'topic': []",
        "'item_id': 7",
        "'purposes': 7",
        "'agreement': 7"
      })
  void refusesFieldsThatAreNotWhatTheyShouldBe(String field) {
    assertThatRefused(json("activate_model", field)).isEqualTo(Reason.INVALID_FIELD);
  }

  @Test
  void cleansTheTopicAsTheCatalogDoes() throws Exception {
    ControlParser parser = new ControlParser(text -> text.replace("<b>", ""));
    String json = json("forget_topic", "'user_id': 'u', 'topic': '<b>bikes'");

    assertThat(parser.parse(utf8(json), NOW).topic()).isEqualTo("bikes");
  }

  private static String json(String type, String fields) {
    return "{'time': 1, 'type': '%s', %s}".formatted(type, fields).replace('\'', '"');
  }

  private static AbstractComparableAssert<?, Reason> assertThatRefused(String json) {
    return assertThat(refusal("control-message", utf8(json)));
  }
}
