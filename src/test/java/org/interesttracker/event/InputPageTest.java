package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.interesttracker.event.Parsers.NOW;
import static org.interesttracker.event.Parsers.refusal;
import static org.interesttracker.event.Parsers.utf8;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.interesttracker.docs.Page;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds docs/INPUT.md to what the code does. */
class InputPageTest {

  private static final Pattern QUOTED = Pattern.compile("`(\\{.*})`");

  private final Page page = Page.read("INPUT.md");

  @ParameterizedTest
  @CsvSource({
    "event, 6",
    "catalog-item, 3",
    "control-message, 13",
    "similarity-row, 1",
    "count-seed, 1"
  })
  void showsRecordsThatAreRead(String kind, int count) throws Exception {
    List<String> examples = page.examples("json " + kind);

    assertThat(examples).hasSize(count);
    for (String example : examples) {
      assertThat(Schemas.accepts(kind, example)).as(example).isTrue();
      assertThat(Parsers.of(kind).parse(utf8(example), NOW)).isNotNull();
    }
  }

  @Test
  void showsAnOrderOfEveryType() throws Exception {
    Set<ControlType> shown = EnumSet.noneOf(ControlType.class);
    for (String example : page.examples("json control-message")) {
      shown.add(Parsers.order(example).type());
    }

    assertThat(shown).containsExactlyInAnyOrder(ControlType.values());
  }

  @Test
  void showsADeadLetterAsItIsWritten() throws Exception {
    String example = page.examples("json dead-letter").get(0);
    DeadLetter letter = Json.MAPPER.readValue(example, DeadLetter.class);

    assertThat(Schemas.accepts("dead-letter", example)).isTrue();
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(letter)))
        .isEqualTo(Json.MAPPER.readTree(example));
    assertThat(letter.raw()).hasSize(letter.rawLength());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Events",
        "Catalog items",
        "Control messages",
        "Similarity rows",
        "Count seeds",
        "Dead letters"
      })
  void listsTheFieldsOfTheSchema(String title) {
    String kind = title.toLowerCase(Locale.ROOT).replace(' ', '-').replaceFirst("s$", "");
    assertThat(page.table(title, "| Field |").keySet()).isEqualTo(Schemas.fields(kind));
  }

  @Test
  void listsTheTypesOfEventsWithTheirWeights() {
    Map<String, Double> weights = new HashMap<>();
    page.table("Events", "| Type |")
        .forEach((type, weight) -> weights.put(type, Double.valueOf(weight.strip())));

    assertThat(weights).hasSize(EventType.values().length);
    WireNames.byName(EventType.class)
        .forEach((name, type) -> assertThat(weights).containsEntry(name, type.defaultWeight()));
  }

  @Test
  void listsTheTypesOfOrders() {
    assertThat(page.table("Control messages", "| Type |").keySet())
        .isEqualTo(WireNames.byName(ControlType.class).keySet());
  }

  @Test
  void listsTheReasonsWithExamplesThatAreRefusedForThem() {
    Map<String, String> rows = page.table("Dead letters", "| Reason |");

    assertThat(rows.keySet()).isEqualTo(WireNames.byName(Reason.class).keySet());
    rows.remove("oversized");
    rows.forEach(
        (reason, row) -> {
          String example = QUOTED.matcher(row).results().findFirst().orElseThrow().group(1);
          assertThat(WireNames.of(refusal("event", utf8(example)))).as(row).isEqualTo(reason);
        });
  }
}
