package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSorterTest {

  private record Line(long time, String text) {}

  @TempDir Path directory;

  /** Each line its own run makes runs merge more than once; the largest bound makes none. */
  @ParameterizedTest
  @ValueSource(longs = {1, 100, 1_000_000})
  void sortsByTimeAndKeepsTheOrderOfEqualTimes(long maxChars) throws IOException {
    List<Line> lines = lines();
    List<String> sorted = new ArrayList<>();
    try (ExternalSorter sorter = new ExternalSorter(directory, maxChars)) {
      for (Line line : lines) {
        sorter.add(line.time(), line.text());
      }
      sorter.drain(sorted::add);
    }
    assertThat(sorted)
        .isEqualTo(
            lines.stream().sorted(Comparator.comparingLong(Line::time)).map(Line::text).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000_000})
  void leavesNothingBehind(long maxChars) throws IOException {
    try (ExternalSorter sorter = new ExternalSorter(directory, maxChars)) {
      for (Line line : lines()) {
        sorter.add(line.time(), line.text());
      }
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private static List<Line> lines() {
    Random random = new Random(5);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      lines.add(new Line(random.nextInt(40), "行 " + i + "\ttab"));
    }
    return lines;
  }
}
