package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

  @TempDir private Path directory;
  private final TrainingOptions options = new TrainingArguments().options();

  @Test
  void whatTheFileSaysHoldsUnlessItWasGiven() throws IOException {
    TrainingOptions read =
        read("{\"hidden\": 32, \"learning-rate\": 0.01, \"seed\": 5000000000}")
            .applyTo(options, Set.of("hidden"));

    assertThat(read.hidden()).isEqualTo(64);
    assertThat(read.learningRate()).isEqualTo(0.01);
    assertThat(read.seed()).isEqualTo(5_000_000_000L);
    assertThat(read.dropout()).isEqualTo(options.dropout());
  }

  @Test
  void allSettingsAsTheyAreWrittenAreReadAgain() throws IOException {
    TrainingOptions other = ToyData.options(3, 2, 10, 0.25);
    String written = Json.MAPPER.writeValueAsString(TrainingSettings.of(other));

    assertThat(read(written).applyTo(options, Set.of())).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"hiden\": 32} | There is no setting hiden; there are dimension, hidden",
        "{\"hidden\": 32.5} | Setting hidden is 32.5, expected a whole number",
        "{\"hidden\": \"32\"} | Setting hidden is \"32\", expected a whole number",
        "{\"hidden\": [32]} | Setting hidden is [32], expected a whole number",
        "{\"dropout\": null} | Setting dropout is null, expected a number",
        "{\"dropout\": 1} | Setting dropout is 1.0, expected from 0 to below 1",
        "{\"hidden\": 32, \"hidden\": 64} | is not JSON: Duplicate field 'hidden'",
        "{\"hidden\": | is not JSON: ",
        "[1] | is no JSON object",
      })
  void whatIsWrongIsSaidWithTheFile(String content, String message) {
    assertThatThrownBy(() -> read(content).applyTo(options, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("settings.json", message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"hiden\": [1, 2]} | There is no setting hiden",
        "{\"seed\": [1, 2]} | Setting seed cannot be searched",
        "{\"hidden\": []} | The search of hidden is [], expected a list, or a range",
        "{\"hidden\": 32} | The search of hidden is 32, expected a list, or a range",
        "{\"hidden\": [32, \"a\"]} | Setting hidden is \"a\", expected a whole number",
        "{\"dropout\": {\"from\": 0, \"to\": 1}} | Setting dropout is 1.0, expected from 0 to below 1",
        "{\"dropout\": {\"from\": 0, \"until\": 1}} | expected a list, or a range",
        "{\"dropout\": {\"from\": 0.5, \"to\": 0.1}} | from 0.5 to 0.1, expected the smaller first",
        "[32] | search is [32], expected an object",
      })
  void aSpaceThatCannotBeIsSaidWithTheFile(String space, String message) {
    assertThatThrownBy(() -> read("{\"search\": " + space + "}").searchSpace(options, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("settings.json", message.strip());
  }

  private SettingsFile read(String content) throws IOException {
    return SettingsFile.read(Files.writeString(directory.resolve("settings.json"), content));
  }
}
