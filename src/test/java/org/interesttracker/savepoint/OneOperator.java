package org.interesttracker.savepoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.interesttracker.job.OperatorIds;

/** Writes savepoints of one operator. */
final class OneOperator {

  private OneOperator() {}

  /** The operator that makes a savepoint one of the job, without state. */
  static OperatorState trackInterest(int parallelism) {
    return new OperatorState(
        "track", OperatorIds.TRACK_INTEREST, new OperatorID(), parallelism, 128);
  }

  static void write(OperatorState operator, Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Checkpoints.storeCheckpointMetadata(
        new CheckpointMetadata(1, List.of(operator), List.of()), bytes);
    Files.write(folder.resolve("_metadata"), bytes.toByteArray());
  }
}
