package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.PipelineSettings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** A savepoint that is read in many parts by several threads. */
class ManyUsersIT {

  private static final int USERS = 30_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyUserIsReadOnceAndOneIsFoundAlone(SavepointFormatType format) throws Exception {
    Path savepoint = folder.resolve("savepoint");
    LargeSavepoint.write(savepoint, USERS, format);
    Map<Path, String> files = files(savepoint);

    assertThat(
            ask(
                savepoint,
                "SELECT count(*), count(DISTINCT user_id), sum(n) FROM users JOIN (SELECT user_id,"
                    + " count(*) AS n FROM recent_events GROUP BY user_id) USING (user_id)"))
        .containsExactly(USERS + "," + USERS + "," + 20 * USERS);
    assertThat(ask(savepoint, "SELECT sum(events) FROM topic_days"))
        .containsExactly("" + 20 * USERS);
    assertThat(ask(savepoint, "SELECT keys FROM state_keys")).containsExactly("" + USERS);
    assertThat(
            new CommandLine(new InspectCommand())
                .execute(savepoint.toString(), "user", LargeSavepoint.id(USERS / 2)))
        .isZero();
    assertThat(
            new CommandLine(new InspectCommand())
                .execute(savepoint.toString(), "user", LargeSavepoint.id(USERS)))
        .isNotZero();
    assertThat(files(savepoint)).as("what was only read").isEqualTo(files);
    assertSaysWhatIsWrongWithFiles(savepoint);
  }

  /** The size of each file, and when it was written. */
  private static Map<Path, String> files(Path folder) throws IOException {
    Map<Path, String> files = new HashMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.size(file) + " bytes, " + Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  /** First the largest file is cut, then it is gone. */
  private static void assertSaysWhatIsWrongWithFiles(Path savepoint) throws Exception {
    Path largest;
    try (Stream<Path> files = Files.walk(savepoint)) {
      largest = files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
    try (FileChannel file = FileChannel.open(largest, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    assertThatThrownBy(() -> readUsers(savepoint))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("file:" + savepoint + " cannot be read: ")
        .hasMessageNotContainingAny("\n", "Exception");
    Files.delete(largest);
    assertThatThrownBy(() -> readUsers(savepoint))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("file:" + savepoint + " cannot be read: ")
        .hasMessageContaining(largest.getFileName().toString())
        .hasMessageNotContainingAny("\n", "Exception");
  }

  private static void readUsers(Path savepoint) throws Exception {
    try (Database database = Database.open()) {
      new Inspection(
              Snapshot.open(savepoint.toString()),
              database,
              new PipelineSettings(new Configuration()))
          .prepare("FROM users");
    }
  }

  private List<String> ask(Path savepoint, String sql) throws Exception {
    Path answer = folder.resolve("answer.csv");
    assertThat(
            new CommandLine(new InspectCommand())
                .execute(savepoint.toString(), "--sql=" + sql, "--out=" + answer))
        .isZero();
    List<String> lines = Files.readAllLines(answer);
    return lines.subList(1, lines.size());
  }
}
