package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void keepsTheFirst4096BytesAndTheLength() {
    byte[] record = new byte[10_000];
    new Random(1).nextBytes(record);

    DeadLetter letter = letter(record);

    assertThat(letter.raw()).isEqualTo(Arrays.copyOf(record, 4_096));
    assertThat(letter.rawLength()).isEqualTo(10_000);
  }

  @Test
  void keepsSmallRecordsWhole() {
    assertThat(letter(new byte[] {1, 2}).raw()).containsExactly(1, 2);
  }

  @Test
  void keepsNothingOfAKafkaRecordWithoutAValue() {
    assertThat(letter(null).raw()).isEmpty();
    assertThat(letter(null).rawLength()).isZero();
  }

  @Test
  void whatMayNameAUserIsLeftOutAndItsLengthAndPlaceStay() {
    DeadLetter letter = letter(new byte[] {1, 2}).withoutRaw();
    assertThat(letter.raw()).isNull();
    assertThat(letter.rawLength()).isEqualTo(2);
    assertThat(letter.source()).isEqualTo("t");
    assertThat(letter.offset()).isOne();
    assertThat(Json.MAPPER.<JsonNode>valueToTree(letter).has("raw")).isFalse();
  }

  private static DeadLetter letter(byte[] raw) {
    return DeadLetter.of(Reason.MALFORMED, "d", "t", 0, 1, raw, 0);
  }
}
