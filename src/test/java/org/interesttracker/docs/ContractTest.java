package org.interesttracker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.interesttracker.docs.SchemaCompatibility.Direction;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No schema breaks who reads or writes by one that was released. {@code contracts/VERSION} has the
 * schemas of each version; a release adds a folder.
 */
class ContractTest {

  private static final Path RELEASED = Path.of("src/test/resources/contracts");
  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");

  private static final Set<String> OUTPUTS = outputs();

  private static Set<String> outputs() {
    Set<String> outputs = new HashSet<>(Contracts.SCHEMAS.values());
    outputs.add("sealed-record");
    // Late events are as they came in.
    outputs.remove("event");
    return outputs;
  }

  @Test
  void noReleasedVersionIsBroken() throws IOException {
    List<String> breaks = new ArrayList<>();
    int compared = 0;
    for (Path version : folders()) {
      for (Path old : jsonFiles(version)) {
        Path now = SCHEMAS.resolve(old.getFileName());
        compared++;
        String what = "%s of %s ".formatted(old.getFileName(), version.getFileName());
        if (!Files.exists(now)) {
          breaks.add(what + "was removed");
        } else {
          SchemaCompatibility.breaks(read(old), read(now), direction(old))
              .forEach(found -> breaks.add(what + found));
        }
      }
    }
    assertThat(breaks)
        .as("Breaks of docs/OUTPUT.md, Compatibility: undo them, or make a new major version")
        .isEmpty();
    assertThat(compared).isGreaterThanOrEqualTo(Contracts.SCHEMAS.size());
  }

  /** Else what is added after a release could be removed without notice. */
  @Test
  void theLatestVersionHasEachSchema() throws IOException {
    Path latest = folders().get(folders().size() - 1);
    assertThat(names(jsonFiles(latest))).isEqualTo(names(jsonFiles(SCHEMAS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recommendation | /properties/items | | /items: was removed",
        "recommendation | /properties/items/items/properties/score | | /items/items/score: was",
        "recommendation | /properties/erased/type | \"string\" | /erased: type may be [string]",
        "recommendation | /properties/similarity_rows/type | \"number\" | type may be [number]",
        "recommendation | /properties/similarity_rows/minimum | -1 | minimum was 0 and is -1",
        "recommendation | /properties/own_weights/maximum | | maximum was 1 and is not there",
        "recommendation | /required | [\"user_id\"] | erased may be absent",
        "recommendation | /else/required | [] | /else: model_version may be absent",
        "recommendation | /$defs/time/pattern | \".*\" | pattern differs",
        "quality-metric | /properties/over/enum | [\"window\", \"day\"] | over: enum may be [day]",
        "quality-metric | /properties/time/$ref | \"#/$defs/none\" | /time: type was limited",
        "erasure-receipt | /additionalProperties | true | additionalProperties was false"
      })
  void aBreakOfReadersIsNamed(String kind, String at, String value, String said) throws Exception {
    assertThat(changed(kind, at, value, Direction.OUT))
        .anySatisfy(found -> assertThat(found).contains(said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event | /properties/item_id | | /item_id: was removed",
        "event | /properties/type/enum | [\"click\"] | type: enum may not be",
        "event | /required | [\"user_id\", \"type\", \"time\", \"colour\"] | colour must be given",
        "event | /properties/value/type | \"integer\" | type may not be [number]",
        "event | /$defs/id/maxLength | 10 | maxLength was 256 and is 10",
        "control-message | /$defs/id/pattern | \"^a\" | pattern differs"
      })
  void aBreakOfWritersIsNamed(String kind, String at, String value, String said) throws Exception {
    assertThat(changed(kind, at, value, Direction.IN))
        .anySatisfy(found -> assertThat(found).contains(said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OUT | recommendation | /properties/colour | {\"type\": \"string\"}",
        "OUT | recommendation | /properties/own_weights/maximum | 0.5",
        "OUT | recommendation | /properties/score_of/type | \"integer\"",
        "OUT | recommendation | /description | \"Other words.\"",
        "OUT | quality-metric | /properties/over/enum | [\"window\"]",
        "IN | event | /properties/colour | {\"type\": \"string\"}",
        "IN | event | /$defs/id/maxLength | 300",
        "IN | event | /required | [\"user_id\"]"
      })
  void whatBreaksNobodyPasses(Direction direction, String kind, String at, String value)
      throws Exception {
    assertThat(changed(kind, at, value, direction)).isEmpty();
  }

  @Test
  void thePageSaysTheSame() {
    String page = Page.read("OUTPUT.md").text();
    List<String> rows =
        page.substring(page.indexOf("<!-- contracts"), page.indexOf("<!-- end of contracts"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows).hasSameSizeAs(Contracts.SCHEMAS.keySet());
    Contracts.SCHEMAS.forEach(
        (output, schema) ->
            assertThat(rows)
                .anySatisfy(
                    row ->
                        assertThat(row)
                            .startsWith("| `%s` | `%s` |".formatted(output, schema))
                            .contains(Contracts.TOMBSTONES.contains(output) ? "| yes |" : "| no |")
                            .satisfies(
                                r ->
                                    assertThat(r.endsWith("| – |"))
                                        .isEqualTo(!Contracts.TOMBSTONES.contains(output)))));
  }

  /** Each field of each output, removed one after the other. */
  @Test
  void everyRemovedFieldIsNamed() throws IOException {
    for (String kind : OUTPUTS) {
      JsonNode before = read(SCHEMAS.resolve(kind + ".json"));
      for (String field : Schemas.fields(kind)) {
        ObjectNode after = before.deepCopy();
        ((ObjectNode) after.get("properties")).remove(field);
        assertThat(SchemaCompatibility.breaks(before, after, Direction.OUT))
            .contains("/" + field + ": was removed");
      }
    }
  }

  private static List<String> changed(String kind, String at, String value, Direction direction)
      throws IOException {
    JsonNode before = read(SCHEMAS.resolve(kind + ".json"));
    JsonNode after = before.deepCopy();
    int last = at.lastIndexOf('/');
    JsonNode parent = after.at(at.substring(0, last));
    if (parent.isMissingNode()) {
      parent =
          ((ObjectNode) after.at(at.substring(0, at.lastIndexOf('/', last - 1))))
              .putObject(at.substring(at.lastIndexOf('/', last - 1) + 1, last));
    }
    String field = at.substring(last + 1);
    if (value == null) {
      assertThat(((ObjectNode) parent).remove(field)).as(at).isNotNull();
    } else {
      ((ObjectNode) parent).set(field, Json.MAPPER.readTree(value));
    }
    return SchemaCompatibility.breaks(before, after, direction);
  }

  private static Direction direction(Path schema) {
    String kind = schema.getFileName().toString().replace(".json", "");
    return OUTPUTS.contains(kind) ? Direction.OUT : Direction.IN;
  }

  /** In order of versions, as far as names tell. */
  private static List<Path> folders() throws IOException {
    try (Stream<Path> versions = Files.list(RELEASED)) {
      return versions.sorted().toList();
    }
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  private static JsonNode read(Path schema) throws IOException {
    return Json.MAPPER.readTree(schema.toFile());
  }
}
