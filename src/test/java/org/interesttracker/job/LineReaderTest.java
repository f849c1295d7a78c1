package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static final int MAX = 10;

  @Test
  void linesComeWithTheirNumbersAndEmptyOnesArePassedOver() throws Exception {
    assertThat(read("a\n\nb\n\n\nc\n"))
        .containsExactly(entry(1L, "a"), entry(3L, "b"), entry(6L, "c"));
  }

  @Test
  void theLastLineNeedsNoEnd() throws Exception {
    assertThat(read("a\nb")).containsExactly(entry(1L, "a"), entry(2L, "b"));
    assertThat(read("a")).containsExactly(entry(1L, "a"));
  }

  @Test
  void anEmptyInputHasNoLines() throws Exception {
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Test
  void theEndMayBeCarriageReturnAndLineFeed() throws Exception {
    assertThat(read("a\r\n\r\nb\r\n")).containsExactly(entry(1L, "a"), entry(3L, "b"));
    assertThat(read("a\rb\r\r\n")).as("of the end only").containsExactly(entry(1L, "a\rb\r"));
  }

  @Test
  void theEndMayBeCutInTwo() throws Exception {
    assertThat(read("a\r", "\n\r", "\nb\r", "\n")).containsExactly(entry(1L, "a"), entry(3L, "b"));
    assertThat(read("a\r", "b\n")).containsExactly(entry(1L, "a\rb"));
  }

  @Test
  void aLineMayComeInPieces() throws Exception {
    assertThat(read("a", "b", "c\nd", "e", "\n", "f"))
        .containsExactly(entry(1L, "abc"), entry(2L, "de"), entry(3L, "f"));
  }

  @Test
  void theEndDoesNotCountForTheLength() throws Exception {
    String longest = "x".repeat(MAX);
    assertThat(read(longest + "\r\n" + longest + "\n", longest + "\r", "\n"))
        .containsExactly(entry(1L, longest), entry(2L, longest), entry(3L, longest));
  }

  @Test
  void ofALongLineIsKeptJustEnoughToTell() throws Exception {
    // longer than any buffer, and a carriage return where it is cut off
    String line = "x".repeat(MAX) + "\r" + "y".repeat(200_000);
    assertThat(read("a\n" + line + "\r\nb\n"))
        .containsExactly(entry(1L, "a"), entry(2L, "x".repeat(MAX) + "\r"), entry(3L, "b"));
  }

  @Test
  void aLineMayBeLongerThanAnyBuffer() throws Exception {
    byte[] line = new byte[300_000];
    Arrays.fill(line, (byte) 'x');
    try (LineReader lines = new LineReader(new ByteArrayInputStream(line), line.length)) {
      assertThat(lines.next()).isEqualTo(line);
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void closesItsInput() throws Exception {
    boolean[] closed = {false};
    InputStream in =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() throws IOException {
            closed[0] = true;
            super.close();
          }
        };
    new LineReader(in, MAX).close();
    assertThat(closed[0]).isTrue();
  }

  /**
   * @param pieces what each read gives
   */
  private static Map<Long, String> read(String... pieces) throws IOException {
    List<InputStream> streams =
        Arrays.stream(pieces)
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
            .<InputStream>map(ByteArrayInputStream::new)
            .toList();
    Map<Long, String> found = new LinkedHashMap<>();
    try (LineReader lines =
        new LineReader(new SequenceInputStream(Collections.enumeration(streams)), MAX)) {
      byte[] line;
      while ((line = lines.next()) != null) {
        found.put(lines.number(), new String(line, StandardCharsets.UTF_8));
      }
    }
    return found;
  }
}
