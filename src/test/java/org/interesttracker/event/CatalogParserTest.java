package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.interesttracker.event.Parsers.NOW;
import static org.interesttracker.event.Parsers.item;
import static org.interesttracker.event.Parsers.refusal;
import static org.interesttracker.event.Parsers.utf8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractComparableAssert;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogParserTest {

  @Test
  void readsEveryField() throws Exception {
    CatalogItem item =
        item(
            """
            {"item_id": "i", "title": "t", "description": "d", "categories": ["a", "b"],
             "vector": [0.5, -2], "language": "en-US", "time": "1970-01-01T00:00:01Z"}""");

    assertThat(item.itemId()).isEqualTo("i");
    assertThat(item.title()).isEqualTo("t");
    assertThat(item.description()).isEqualTo("d");
    assertThat(item.categories()).containsExactly("a", "b");
    assertThat(item.vector()).containsExactly(0.5f, -2f);
    assertThat(item.language()).isEqualTo("en");
    assertThat(item.timestamp()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"item_id\": \"i\"}",
        """
        {"item_id": "i", "title": null, "description": "", "categories": null, "vector": null,
         "language": " ", "time": null}"""
      })
  void needsNothingButTheId(String json) throws Exception {
    assertThat(item(json)).isEqualTo(new CatalogItem("i", "", null, List.of(), null, null, 0));
  }

  @Test
  void refusesAnItemWithoutId() {
    assertThatRefused("{\"title\": \"t\"}").isEqualTo(Reason.MISSING_FIELD);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"Action|Sci-Fi\"', Action;Sci-Fi",
    "'\"Action\"', Action",
    "'\"|Action|| |\"', Action",
    "'\"\"', ",
    "'[]', ",
    "'[\"Action\", \" \", null, \" Sci-Fi \", \"Action\"]', Action;Sci-Fi"
  })
  void readsCategoriesInEitherForm(String categories, String expected) throws Exception {
    String joined = String.join(";", item(with("categories", categories)).categories());

    assertThat(joined).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void allowsThirtyTwoCategories() throws Exception {
    assertThat(item(with("categories", "\"" + names(32) + "\"")).categories()).hasSize(32);
    assertThatRefused(with("categories", "\"" + names(33) + "\"")).isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "[7]", "[[\"a\"]]", "[{}]"})
  void refusesCategoriesThatAreNoTexts(String categories) {
    assertThatRefused(with("categories", categories)).isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4_096})
  void readsVectorsOfTwoTo4096Numbers(int length) throws Exception {
    assertThat(item(with("vector", ones(length))).vector()).hasSize(length).containsOnly(1f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_097})
  void refusesVectorsOfOtherLengths(int length) {
    assertThatRefused(with("vector", ones(length))).isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"1,2\"", "[1, null]", "[1, 1e39]", "[1, \"x\"]", "[[1, 2]]"})
  void refusesVectorsThatAreNoFiniteNumbers(String vector) {
    assertThatRefused(with("vector", vector)).isEqualTo(Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0, 0]", "[0.0, -0.0, 0]", "[1e-60, 0]"})
  void refusesVectorsWithoutADirection(String vector) {
    assertThatRefused(with("vector", vector)).isEqualTo(Reason.INVALID_FIELD);
  }

  @Test
  void cleansTitleDescriptionAndCategories() throws Exception {
    CatalogParser parser = new CatalogParser(text -> text.replace("<b>", ""));
    String json =
        "{\"item_id\": \"<b>i\", \"title\": \"<b>t\", \"description\": \"<b>\","
            + " \"categories\": [\"<b>c\", \"<b>\"]}";

    assertThat(parser.parse(utf8(json), NOW))
        .isEqualTo(new CatalogItem("<b>i", "t", null, List.of("c"), null, null, 0));
  }

  @Test
  void refusesItemsFromTheFuture() {
    assertThatRefused(with("time", Long.toString(NOW + 300_001))).isEqualTo(Reason.FUTURE_DATED);
  }

  private static String with(String field, String value) {
    return "{\"item_id\": \"i\", \"" + field + "\": " + value + "}";
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining("|"));
  }

  private static String ones(int count) {
    return IntStream.range(0, count).mapToObj(i -> "1").collect(Collectors.joining(",", "[", "]"));
  }

  private static AbstractComparableAssert<?, Reason> assertThatRefused(String json) {
    return assertThat(refusal("catalog-item", utf8(json)));
  }
}
