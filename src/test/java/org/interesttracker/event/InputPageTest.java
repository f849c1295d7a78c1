package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.interesttracker.event.Parsers.NOW;
import static org.interesttracker.event.Parsers.refusal;
import static org.interesttracker.event.Parsers.utf8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds docs/INPUT.md to what the code does. */
class InputPageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)\\|$");
  private static final Pattern QUOTED = Pattern.compile("`(\\{.*})`");

  private final String page = read();

  @ParameterizedTest
  @CsvSource({"event, 4", "catalog-item, 3", "control-message, 5"})
  void showsRecordsThatAreRead(String kind, int count) throws Exception {
    List<String> examples = examples(kind);

    assertThat(examples).hasSize(count);
    for (String example : examples) {
      assertThat(Schemas.accepts(kind, example)).as(example).isTrue();
      assertThat(Parsers.of(kind).parse(utf8(example), NOW)).isNotNull();
    }
  }

  @Test
  void showsAnOrderOfEveryType() throws Exception {
    Set<ControlType> shown = EnumSet.noneOf(ControlType.class);
    for (String example : examples("control-message")) {
      shown.add(Parsers.order(example).type());
    }

    assertThat(shown).containsExactlyInAnyOrder(ControlType.values());
  }

  @Test
  void showsADeadLetterAsItIsWritten() throws Exception {
    String example = examples("dead-letter").get(0);
    DeadLetter letter = Json.MAPPER.readValue(example, DeadLetter.class);

    assertThat(Schemas.accepts("dead-letter", example)).isTrue();
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(letter)))
        .isEqualTo(Json.MAPPER.readTree(example));
    assertThat(letter.raw()).hasSize(letter.rawLength());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Events", "Catalog items", "Control messages", "Dead letters"})
  void listsTheFieldsOfTheSchema(String title) {
    String kind = title.toLowerCase(Locale.ROOT).replace(' ', '-').replaceFirst("s$", "");
    Set<String> fields = new TreeSet<>();
    Schemas.schema(kind)
        .getSchemaNode()
        .get("properties")
        .fieldNames()
        .forEachRemaining(fields::add);

    assertThat(rows(table(title, "| Field |")).keySet()).isEqualTo(fields);
  }

  @Test
  void listsTheTypesOfEventsWithTheirWeights() {
    Map<String, Double> weights = new HashMap<>();
    rows(table("Events", "| Type |"))
        .forEach((type, weight) -> weights.put(type, Double.valueOf(weight.strip())));

    assertThat(weights).hasSize(EventType.values().length);
    WireNames.byName(EventType.class)
        .forEach((name, type) -> assertThat(weights).containsEntry(name, type.defaultWeight()));
  }

  @Test
  void listsTheTypesOfOrders() {
    assertThat(rows(table("Control messages", "| Type |")).keySet())
        .isEqualTo(WireNames.byName(ControlType.class).keySet());
  }

  @Test
  void listsTheReasonsWithExamplesThatAreRefusedForThem() {
    Map<String, String> rows = rows(table("Dead letters", "| Reason |"));

    assertThat(rows.keySet()).isEqualTo(WireNames.byName(Reason.class).keySet());
    rows.remove("oversized");
    rows.forEach(
        (reason, row) -> {
          String example = QUOTED.matcher(row).results().findFirst().orElseThrow().group(1);
          assertThat(WireNames.of(refusal("event", utf8(example)))).as(row).isEqualTo(reason);
        });
  }

  private List<String> examples(String kind) {
    return Pattern.compile("```json " + kind + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .flatMap(block -> block.group(1).lines())
        .toList();
  }

  /** The table with this head, in the section with this title. */
  private String table(String title, String head) {
    String section = page.substring(page.indexOf("\n## " + title + "\n"));
    String table = section.substring(section.indexOf("\n" + head));
    return table.substring(0, table.indexOf("\n\n"));
  }

  private static Map<String, String> rows(String table) {
    return ROW.matcher(table)
        .results()
        .collect(Collectors.toMap(row -> row.group(1), (MatchResult row) -> row.group(2)));
  }

  private static String read() {
    try {
      return Files.readString(Path.of("docs", "INPUT.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
