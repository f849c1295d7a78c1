package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.interesttracker.event.Parsers.refusal;
import static org.interesttracker.event.Parsers.utf8;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  private static final String DEFINITIONS = "$defs";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event",
        "catalog-item",
        "control-message",
        "similarity-row",
        "count-seed",
        "dead-letter",
        "interest-update",
        "consent-decision",
        "interest-profile",
        "recommendation",
        "quality-metric",
        "released-statistic",
        "refusal",
        "erasure-receipt",
        "sealed-record"
      })
  void isASchemaOfDraft202012(String kind) {
    String schema = Schemas.schema(kind).getSchemaNode().toString();

    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(schema, InputFormat.JSON))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/schemas/cases.csv",
      delimiter = ';',
      quoteCharacter = '~',
      numLinesToSkip = 1)
  void agreesWithTheParser(String verdict, String kind, String json) {
    boolean bySchema = Schemas.accepts(kind, json);
    boolean byParser = refusal(kind, utf8(json)) == null;

    Map<String, List<Boolean>> verdicts =
        Map.of(
            "valid", List.of(true, true),
            "invalid", List.of(false, false),
            "forgiven", List.of(false, true),
            "beyond the schema", List.of(true, false));
    assertThat(List.of(bySchema, byParser)).as("schema, parser").isEqualTo(verdicts.get(verdict));
  }

  @Test
  void definesIdsAndTimesTheSameEverywhere() {
    JsonNode event = Schemas.schema("event").getSchemaNode().get(DEFINITIONS);

    assertThat(Schemas.schema("catalog-item").getSchemaNode().get(DEFINITIONS)).isEqualTo(event);
    assertThat(Schemas.schema("control-message").getSchemaNode().get(DEFINITIONS)).isEqualTo(event);
  }

  @Test
  void listsTheConstants() {
    assertThat(constants("event", "type")).isEqualTo(WireNames.byName(EventType.class).keySet());
    assertThat(constants("control-message", "type"))
        .isEqualTo(WireNames.byName(ControlType.class).keySet());
    assertThat(constants("dead-letter", "reason"))
        .isEqualTo(WireNames.byName(Reason.class).keySet());
  }

  private static TreeSet<String> constants(String kind, String field) {
    JsonNode constants = Schemas.schema(kind).getSchemaNode().at("/properties/" + field + "/enum");
    return new TreeSet<>(Arrays.asList(Json.MAPPER.convertValue(constants, String[].class)));
  }
}
