package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SampleDatasetTest {

  private static final Path DATASETS = Path.of("datasets");
  private static final Path SAMPLE = DATASETS.resolve("sample");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"events.jsonl", "catalog.jsonl", "truth.jsonl"})
  void isWhatTheCommandInItsReadmeGenerates(String file) throws IOException {
    List<String> arguments = commandOfReadme();
    arguments.set(arguments.indexOf("datasets/sample"), directory.toString());

    int code = new CommandLine(new GenerateCommand()).execute(arguments.toArray(String[]::new));

    assertThat(code).isZero();
    assertThat(directory.resolve(file)).hasSameBinaryContentAs(SAMPLE.resolve(file));
  }

  @Test
  void isUnderTenMegabytes() throws IOException {
    long bytes = 0;
    for (String file : List.of("events.jsonl", "catalog.jsonl", "truth.jsonl")) {
      bytes += Files.size(SAMPLE.resolve(file));
    }
    assertThat(bytes).isBetween(1_000_000L, 10_000_000L);
  }

  private static List<String> commandOfReadme() throws IOException {
    String command =
        Files.readAllLines(DATASETS.resolve("README.md")).stream()
            .filter(line -> line.startsWith("java -jar") && line.contains(" generate "))
            .findFirst()
            .orElseThrow();
    return new ArrayList<>(
        Arrays.asList(command.substring(command.indexOf(" generate ") + 10).split(" ")));
  }
}
