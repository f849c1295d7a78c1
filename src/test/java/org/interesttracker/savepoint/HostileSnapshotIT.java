package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hostile.Gadget;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.interesttracker.InterestTracker;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.JvmProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint from a stranger. */
class HostileSnapshotIT {

  /** From this one on, Flink appends a Java object. */
  private static final int VERSION = 4;

  @TempDir private Path folder;

  @Test
  void noCodeThatASavepointBringsAlongIsRun() throws Exception {
    Path mark = folder.resolve("was-run");
    Path savepoint = savepoint(new Gadget(mark));

    assertThatThrownBy(
            () ->
                JvmProcess.run(
                    new JvmProcess.Program(
                        "inspect",
                        List.of("-Xmx512m"),
                        InterestTracker.class.getName(),
                        "inspect",
                        savepoint.toString())))
        .hasMessageContaining("inspect ended with 2")
        .hasMessageContaining(savepoint + " cannot be read: its file _metadata is damaged");
    assertThat(mark).doesNotExist();
  }

  /** Without the filter it is: the test above does not pass for another reason. */
  @Test
  void flinkAloneRunsIt() throws Exception {
    Path mark = folder.resolve("was-run");
    Path savepoint = savepoint(new Gadget(mark));

    assertThatThrownBy(() -> Snapshot.open(savepoint.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be read");
    assertThat(mark).exists();
  }

  private Path savepoint(Object properties) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(Checkpoints.HEADER_MAGIC_NUMBER);
    out.writeInt(VERSION);
    out.writeLong(1);
    out.writeInt(0);
    out.writeInt(0);
    new ObjectOutputStream(out).writeObject(properties);
    Files.write(folder.resolve("_metadata"), bytes.toByteArray());
    return folder;
  }
}
