package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.PipelineSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no snapshot of the job, or not all of one, is said in one sentence. */
class SnapshotTest {

  /** A number that says what it is, and the version. */
  private static final int HEADER_BYTES = 8;

  @TempDir private Path folder;

  @Test
  void nothingIsThere() {
    assertRefused(
        folder.resolve("nothing"), "There is nothing at file:%s/nothing".formatted(folder));
  }

  @Test
  void aFolderOfSavepointsIsNamedWithWhatIsInIt() throws Exception {
    Files.createFile(Files.createDirectory(folder.resolve("savepoint-1")).resolve("_metadata"));

    assertRefused(
        folder,
        "file:%s is no savepoint, for it has no file _metadata; in it there is savepoint-1"
            .formatted(folder));
  }

  @Test
  void aFileThatFlinkDidNotWrite() throws Exception {
    Files.writeString(folder.resolve("_metadata"), "This was written by hand, by somebody.");

    assertRefused(folder, "file:%s cannot be read: ".formatted(folder));
  }

  @Test
  void aNewerFlink() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeInt(Checkpoints.HEADER_MAGIC_NUMBER);
    new DataOutputStream(bytes).writeInt(99);
    Files.write(folder.resolve("_metadata"), bytes.toByteArray());

    assertRefused(
        folder,
        "file:%s cannot be read: its metadata is of version 99, which this version of Flink"
                .formatted(folder)
            + " does not know: it was written by a later one");
  }

  @Test
  void anotherJob() throws Exception {
    OneOperator.write(new OperatorState("count", "count-words", new OperatorID(), 1, 128), folder);

    assertRefused(
        folder,
        "file:%s is of another job: it has no operator track-interest, but count-words"
            .formatted(folder));
  }

  @Test
  void metadataThatEndsTooEarly() throws Exception {
    OneOperator.write(OneOperator.trackInterest(1), folder);
    byte[] whole = Files.readAllBytes(folder.resolve("_metadata"));
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("_metadata"), Arrays.copyOf(whole, length));

      assertRefused(
          folder,
          length < HEADER_BYTES
              ? "file:%s cannot be read: a file of it was not copied to its end".formatted(folder)
              : "file:%s cannot be read: its file _metadata is damaged, or was not copied to its end"
                  .formatted(folder));
    }
  }

  @Test
  void aFileThatIsMissing() throws Exception {
    OperatorState operator = OneOperator.trackInterest(1);
    OperatorStateHandle lost =
        new OperatorStreamStateHandle(
            new HashMap<>(),
            new FileStateHandle(
                new org.apache.flink.core.fs.Path(folder.resolve("lost").toUri()), 8));
    operator.putState(0, OperatorSubtaskState.builder().setManagedOperatorState(lost).build());
    OneOperator.write(operator, folder);

    try (Database database = Database.open()) {
      Inspection inspection =
          new Inspection(
              Snapshot.open(folder.toString()),
              database,
              new PipelineSettings(new org.apache.flink.configuration.Configuration()));
      assertThatThrownBy(() -> inspection.prepare("FROM states"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("cannot be read")
          .hasMessageContaining("lost");
    }
  }

  private static void assertRefused(Path location, String sentence) {
    assertThatThrownBy(() -> Snapshot.open(location.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(sentence)
        .hasMessageNotContaining("\n");
  }
}
