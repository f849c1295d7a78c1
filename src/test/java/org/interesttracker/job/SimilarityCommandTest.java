package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.interesttracker.cli.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What cannot be is said before anything starts, and nothing is left behind. */
class SimilarityCommandTest {

  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();
  private Path events;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    events = Files.writeString(folder.resolve("events.jsonl"), "");
    out = folder.resolve("counts.jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Dsimilarity.chanels=item-cf | the nearest is 'similarity.channels'",
        "-Dsimilarity.max-pairs=0 | similarity.max-pairs must be at least 1",
        "-Dsimilarity.channels=item-cf;item-cf-swing | no channel of the kind swing",
        "--parallelism=0 | the parallelism must be from 1 to",
        "--config=none.yaml | There is no configuration file none.yaml",
      })
  void wrongUsage(String option, String message) {
    assertThat(run("--events=" + events, "--out=" + out, option)).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void aMissingInputIsNamed() {
    assertThat(run("--events=" + folder.resolve("none"), "--out=" + out)).isEqualTo(2);
    assertThat(errors.toString()).contains("There is no events file " + folder.resolve("none"));
  }

  @Test
  void countsAreNotWrittenOverOthers() throws IOException {
    Files.writeString(out, "mine");
    assertThat(run("--events=" + events, "--out=" + out)).isEqualTo(2);
    assertThat(errors.toString()).contains(out + " is there already");
    assertThat(out).hasContent("mine");
  }

  @Test
  void afileInTheWayOfTheFolderIsNamed() {
    assertThat(run("--events=" + events, "--out=" + events.resolve("counts"))).isEqualTo(2);
    assertThat(errors.toString()).contains(events + " is not a folder");
  }

  @Test
  void eventsThatCannotBeUsedMakeTheCommandFail() throws IOException {
    Files.writeString(events, "no event\n");
    assertThat(run("--events=" + events, "--out=" + out)).isEqualTo(1);
  }

  private int run(String... arguments) {
    return new CommandLine(new SimilarityCommand())
        .setErr(new PrintWriter(errors))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              errors.append(e.getMessage());
              return e instanceof UsageException ? 2 : 1;
            })
        .execute(arguments);
  }
}
