package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.interesttracker.event.Parsers.event;
import static org.interesttracker.event.Parsers.item;
import static org.interesttracker.event.Parsers.order;
import static org.interesttracker.event.Parsers.utf8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormTest {

  private static final Event EVENT =
      new Event("e", "u", "i", EventType.RATING, "很好 👍", 4.5, 1_234, "s", null, "zh", null);
  private static final Event SEARCH =
      new Event("e", "u", null, EventType.SEARCH, null, null, 0, null, null, null, null);

  private static final Event SHOWN =
      new Event("e", "u", null, EventType.SHOWN, null, null, 0, null, "r", null, null);

  @Test
  void writesEventsInTheFormThatIsDocumented() throws Exception {
    assertThat(json(EVENT))
        .isEqualTo(
            "{\"event_id\":\"e\",\"user_id\":\"u\",\"item_id\":\"i\",\"type\":\"rating\","
                + "\"text\":\"很好 👍\",\"value\":4.5,\"time\":\"1970-01-01T00:00:01.234Z\","
                + "\"session_id\":\"s\",\"language\":\"zh\"}");
    assertThat(json(SEARCH))
        .isEqualTo(
            "{\"event_id\":\"e\",\"user_id\":\"u\",\"type\":\"search\","
                + "\"time\":\"1970-01-01T00:00:00Z\"}");
  }

  @Test
  void readsBackTheEventsItWrites() throws Exception {
    for (Event event : List.of(EVENT, SEARCH, SHOWN)) {
      assertThat(event(json(event))).isEqualTo(event);
      assertThat(Json.MAPPER.readValue(json(event), Event.class)).isEqualTo(event);
      assertThat(Schemas.accepts("event", json(event))).isTrue();
    }
  }

  @Test
  void keepsTheVectorOfTheTextToItself() throws Exception {
    assertThat(json(EVENT.withTextVector(new float[] {1, 2}))).isEqualTo(json(EVENT));
  }

  @Test
  void readsBackTheItemsItWrites() throws Exception {
    float[] vector = randomVector(4_096);
    CatalogItem full = new CatalogItem("i", "t", "d", List.of("a", "b"), vector, "en", 1_000);
    CatalogItem bare = new CatalogItem("i", "", null, List.of(), null, null, 0);

    for (CatalogItem item : List.of(full, bare)) {
      assertThat(item(json(item))).usingRecursiveComparison().isEqualTo(item);
      assertThat(Json.MAPPER.readValue(json(item), CatalogItem.class))
          .usingRecursiveComparison()
          .isEqualTo(item);
      assertThat(Schemas.accepts("catalog-item", json(item))).isTrue();
    }
    assertThat(json(bare)).isEqualTo("{\"item_id\":\"i\",\"title\":\"\",\"categories\":[]}");
  }

  @ParameterizedTest
  @EnumSource
  void readsBackTheOrdersItWrites(ControlType type) throws Exception {
    ControlMessage order =
        switch (type) {
          case FORGET_TOPIC, BLOCK_CATEGORY, UNBLOCK_CATEGORY, LESS_OF ->
              new ControlMessage(type, "u", "bikes", null, null, 5);
          case BLOCK_ITEM, UNBLOCK_ITEM, MORE_OF ->
              new ControlMessage(type, "u", null, "i", null, null, 5);
          case CONSENT ->
              ControlMessage.consent(
                  "u", Map.of(Purpose.PROFILE, true, Purpose.LEARN, false), "2026-03", 5);
          case ACTIVATE_MODEL -> new ControlMessage(type, null, null, "m", "0".repeat(64), 5);
          default -> new ControlMessage(type, "u", null, null, null, 5);
        };

    assertThat(order(json(order))).isEqualTo(order);
    assertThat(Json.MAPPER.readValue(json(order), ControlMessage.class)).isEqualTo(order);
    assertThat(Schemas.accepts("control-message", json(order))).isTrue();
  }

  @Test
  void writesDeadLettersWithTheirBytesInBase64() throws Exception {
    DeadLetter letter =
        DeadLetter.of(Reason.MISSING_FIELD, "user_id is missing.", "t", 3, 7, utf8("{}"), 1_000);

    assertThat(json(letter))
        .isEqualTo(
            "{\"reason\":\"missing_field\",\"detail\":\"user_id is missing.\",\"source\":\"t\","
                + "\"partition\":3,\"offset\":7,\"raw\":\"e30=\",\"raw_length\":2,"
                + "\"time\":\"1970-01-01T00:00:01Z\"}");
    assertThat(Json.MAPPER.readValue(json(letter), DeadLetter.class))
        .usingRecursiveComparison()
        .isEqualTo(letter);
  }

  @ParameterizedTest
  @EnumSource
  void writesDeadLettersByTheSchemaForEveryReason(Reason reason) throws Exception {
    for (int bytes : new int[] {0, 1, 2, 3, 5_000}) {
      DeadLetter letter = DeadLetter.of(reason, "d", "t", 0, 1, new byte[bytes], 1_234);
      assertThat(Schemas.accepts("dead-letter", json(letter))).as("%d bytes", bytes).isTrue();
    }
  }

  @Test
  void writesEnumsInLowerCaseAsKeysToo() throws Exception {
    Map<EventType, Integer> counts = Map.of(EventType.CLICK, 2);

    assertThat(json(counts)).isEqualTo("{\"click\":2}");
    assertThat(Json.MAPPER.readValue(json(counts), new TypeReference<Map<EventType, Integer>>() {}))
        .isEqualTo(counts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000", "\"1000\"", "\"1970-01-01T01:00:01+01:00\""})
  void readsTimesInEveryFormThatParsersRead(String time) throws Exception {
    assertThat(read(time).timestamp()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"\"", "\"now\"", "true", "{}"})
  void refusesOtherTimes(String time) {
    assertThatThrownBy(() -> read(time)).isInstanceOf(JsonMappingException.class);
  }

  private static ControlMessage read(String time) throws JsonProcessingException {
    return Json.MAPPER.readValue("{\"time\": " + time + "}", ControlMessage.class);
  }

  private static String json(Object record) throws JsonProcessingException {
    return Json.MAPPER.writeValueAsString(record);
  }

  private static float[] randomVector(int length) {
    Random random = new Random(1);
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextGaussian() * (float) Math.pow(10, random.nextInt(60) - 30);
    }
    return vector;
  }
}
