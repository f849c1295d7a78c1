package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.RejectedRecordException;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityRowParserTest {

  private static final String ROW =
      """
      {"item_id": "猫", "version": 7, "neighbours": [
        {"item_id": "b", "similarity": 0.5}, {"item_id": "c", "similarity": -1}]}""";

  @Test
  void aRowIsRead() throws Exception {
    assertThat(parse(ROW))
        .isEqualTo(
            new SimilarityRow("猫", List.of(new Neighbour("b", 0.5), new Neighbour("c", -1.0)), 7));
  }

  @Test
  void withoutAVersionItIsTheFirst() throws Exception {
    assertThat(parse("{\"item_id\": \"a\", \"neighbours\": []}").version()).isZero();
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    assertThat(parse("{\"x\": [{}], \"item_id\": \"a\", \"neighbours\": []}").itemId())
        .isEqualTo("a");
  }

  @Test
  void aRowMayBeAsLongAsTheLimit() throws Exception {
    byte[] json = ROW.getBytes(StandardCharsets.UTF_8);
    assertThat(new SimilarityRowParser(json.length).parse(json, 0).itemId()).isEqualTo("猫");
    assertThatExceptionOfType(RejectedRecordException.class)
        .isThrownBy(() -> new SimilarityRowParser(json.length - 1).parse(json, 0))
        .matches(e -> e.reason() == Reason.OVERSIZED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"neighbours\": []}",
        "{\"item_id\": null, \"neighbours\": []}",
        "{\"item_id\": \"a\"}",
        "{\"item_id\": \"a\", \"neighbours\": null}",
        "{}"
      })
  void itemAndNeighboursAreNeeded(String json) {
    assertRefused(json, Reason.MISSING_FIELD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"similarity\": 1}",
        "{\"item_id\": null, \"similarity\": 1}",
        "{\"item_id\": \"b\"}",
        "{\"item_id\": \"b\", \"similarity\": null}",
        "{\"item_id\": \"b\", \"similarity\": 1e999}",
        "{\"item_id\": \"b\", \"similarity\": \"NaN\"}",
        "{\"item_id\": \"b\", \"count\": 3}",
        "null"
      })
  void eachNeighbourNeedsAnItemAndAFiniteSimilarity(String neighbour) {
    assertRefused(
        "{\"item_id\": \"a\", \"neighbours\": [{\"item_id\": \"c\", \"similarity\": 1}, "
            + neighbour
            + "]}",
        Reason.INVALID_FIELD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"a\"",
        "{\"item_id\": \"a\", \"neighbours\": [",
        "{\"item_id\": \"a\", \"neighbours\": \"b\"}",
        "{\"item_id\": \"a\", \"neighbours\": [\"b\"]}",
        "{\"item_id\": \"a\", \"neighbours\": [], \"version\": \"new\"}",
        "{\"item_id\": \"a\", \"neighbours\": []} {\"item_id\": \"b\", \"neighbours\": []}"
      })
  void anythingButOneRowIsRefused(String json) {
    assertRefused(json, Reason.MALFORMED);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] json = ROW.getBytes(StandardCharsets.ISO_8859_1);
    json[json.length / 2] = (byte) 0xFF;
    assertThatExceptionOfType(RejectedRecordException.class)
        .isThrownBy(() -> new SimilarityRowParser(1_000).parse(json, 0))
        .matches(e -> e.reason() == Reason.MALFORMED);
  }

  private static SimilarityRow parse(String json) throws RejectedRecordException {
    return new SimilarityRowParser(1_000).parse(json.getBytes(StandardCharsets.UTF_8), 0);
  }

  private static void assertRefused(String json, Reason reason) {
    assertThatExceptionOfType(RejectedRecordException.class)
        .isThrownBy(() -> parse(json))
        .matches(e -> e.reason() == reason);
  }
}
