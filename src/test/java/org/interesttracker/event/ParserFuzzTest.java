package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.interesttracker.event.Parsers.NOW;
import static org.interesttracker.event.Parsers.utf8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.interesttracker.event.DeadLetter.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that went wrong on the way, in ways nobody thought of; the same ones in every run. */
class ParserFuzzTest {

  private static final int RECORDS = 70_000;

  /** Pieces that parsers trip over. */
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "null",
          "true",
          "-",
          "1e999",
          "0x10",
          "NaN",
          "\\u0000",
          "\\ud800",
          "\"time\":",
          "\"vector\":[",
          "9".repeat(30),
          "[".repeat(40),
          "\uFEFF",
          "\uD83D\uDE00",
          "\"\"",
          "-0",
          "1970-01-01T00:00:00Z",
          "+99:99",
          "|");

  private static final Set<String> USABLE = Set.of("valid", "forgiven");

  private final Random random = new Random(42);

  @ParameterizedTest
  @ValueSource(strings = {"event", "catalog-item", "control-message"})
  void acceptsOrRefusesButNeverFails(String kind) throws Exception {
    List<byte[]> seeds = seeds(kind);
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    int accepted = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] json = mutate(seeds);
      try {
        Object record = Parsers.of(kind).parse(json, NOW);
        assertThatItIsReadAsItIsWritten(kind, record);
        accepted++;
      } catch (RejectedRecordException e) {
        reasons.add(e.reason());
      }
    }

    assertThat(accepted).isBetween(RECORDS / 50, RECORDS / 2);
    assertThat(reasons).contains(Reason.MALFORMED, Reason.MISSING_FIELD, Reason.INVALID_FIELD);
  }

  private static void assertThatItIsReadAsItIsWritten(String kind, Object record)
      throws JsonProcessingException {
    String written = Json.MAPPER.writeValueAsString(record);
    try {
      Object again = Parsers.of(kind).parse(utf8(written), NOW);
      assertThat(Json.MAPPER.writeValueAsString(again)).isEqualTo(written);
    } catch (RejectedRecordException e) {
      fail(written, e);
    }
  }

  private byte[] mutate(List<byte[]> seeds) {
    byte[] json = any(seeds).clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      json = mutateOnce(json, seeds);
    }
    return json;
  }

  private byte[] mutateOnce(byte[] json, List<byte[]> seeds) {
    int from = random.nextInt(json.length + 1);
    int to = Math.min(json.length, from + random.nextInt(8));
    return switch (random.nextInt(6)) {
      case 0 ->
          join(json, from, new byte[] {(byte) random.nextInt()}, Math.min(json.length, from + 1));
      case 1 -> join(json, from, new byte[0], to);
      case 2 -> join(json, from, utf8(PIECES.get(random.nextInt(PIECES.size()))), from);
      case 3 -> join(json, from, utf8(PIECES.get(random.nextInt(PIECES.size()))), to);
      case 4 -> join(json, to, Arrays.copyOfRange(json, from, to), to);
      default -> splice(json, from, any(seeds));
    };
  }

  /** The head of one record with the tail of another. */
  private byte[] splice(byte[] head, int length, byte[] tail) {
    return join(
        head,
        length,
        Arrays.copyOfRange(tail, random.nextInt(tail.length), tail.length),
        head.length);
  }

  /** The bytes before one place and after another, with others between. */
  private static byte[] join(byte[] json, int end, byte[] between, int start) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(json, 0, end);
    joined.writeBytes(between);
    joined.write(json, start, json.length - start);
    return joined.toByteArray();
  }

  /** Records that are read. */
  private static List<byte[]> seeds(String kind) throws IOException {
    try (InputStream in = ParserFuzzTest.class.getResourceAsStream("/schemas/cases.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(";", 3))
          .filter(line -> line[1].equals(kind) && USABLE.contains(line[0]))
          .map(line -> utf8(line[2]))
          .toList();
    }
  }

  private byte[] any(List<byte[]> records) {
    return records.get(random.nextInt(records.size()));
  }
}
