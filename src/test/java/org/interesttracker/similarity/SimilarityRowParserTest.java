package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.RejectedRecordException;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityRowParserTest {

  private final SimilarityRowParser parser = new SimilarityRowParser(200);

  @Test
  void aRowIsRead() throws Exception {
    SimilarityRow row =
        parse(
            "{'item_id': 'a', 'version': 3, 'more': 1,"
                + " 'neighbours': [{'item_id': 'b', 'similarity': 0.5}]}");
    assertThat(row.itemId()).isEqualTo("a");
    assertThat(row.version()).isEqualTo(3);
    assertThat(row.neighbours()).containsExactly(new Neighbour("b", 0, 0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MALFORMED     | {'item_id': 'a', oops",
        "MALFORMED     | null",
        "MALFORMED     | [1]",
        "MISSING_FIELD | {'item_id': 'a'}",
        "MISSING_FIELD | {'neighbours': []}",
        "INVALID_FIELD | {'item_id': 'a', 'neighbours': [null]}",
        "INVALID_FIELD | {'item_id': 'a', 'neighbours': [{'similarity': 1}]}",
        "INVALID_FIELD | {'item_id': 'a', 'neighbours': [{'item_id': 'b'}]}",
        "INVALID_FIELD | {'item_id': 'a', 'neighbours': [{'item_id': 'b', 'similarity': 1e999}]}",
      })
  void whatIsNoRowIsRefusedWithTheReason(Reason reason, String json) {
    assertThat(refusal(json).reason()).isEqualTo(reason);
  }

  @Test
  void anOversizedRowIsRefused() {
    assertThat(refusal("{'item_id': '" + "a".repeat(200) + "'}").reason())
        .isEqualTo(Reason.OVERSIZED);
  }

  private RejectedRecordException refusal(String json) {
    return catchThrowableOfType(RejectedRecordException.class, () -> parse(json));
  }

  private SimilarityRow parse(String json) throws RejectedRecordException {
    return parser.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 0);
  }
}
