package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GenerateCommandTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "--users, 0, number of users",
    "--items, 111, number of items",
    "--days, 1, number of days",
    "--events, 100, at least 20 per user",
    "--events, 99999999, at most 10 per user and day",
    "--noise-share, 1.5, noise share",
    "--change-share, 0.9, must not exceed 1"
  })
  void impossibleSettingsAreWrongUsage(String option, String value, String message) {
    StringWriter errors = new StringWriter();
    CommandLine command = new CommandLine(new GenerateCommand()).setErr(new PrintWriter(errors));
    assertThat(command.execute("--out", directory.toString(), option, value)).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void sharesOfOneAreObeyed() throws Exception {
    int code =
        new CommandLine(new GenerateCommand())
            .execute(
                ("--out " + directory + " --users 20 --items 112 --events 600 --days 30")
                    .concat(" --change-share 1 --drift-share 0 --chinese-share 1 --noise-share 0")
                    .split(" "));
    assertThat(code).isZero();
    assertThat(JsonLines.read(directory.resolve("truth.jsonl")))
        .hasSize(20)
        .allMatch(t -> t.get("kind").textValue().equals("change"))
        .allMatch(t -> t.get("language").textValue().equals("zh"));
  }
}
