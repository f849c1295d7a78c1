package org.interesttracker.savepoint;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.OperatorIds;

/** A savepoint or a retained checkpoint of the job, on any file system that Flink knows. */
final class Snapshot {

  private static final String METADATA = "_metadata";

  private final Path folder;
  private final Instant written;
  private final CheckpointMetadata metadata;

  private Snapshot(Path folder, Instant written, CheckpointMetadata metadata) {
    this.folder = folder;
    this.written = written;
    this.metadata = metadata;
  }

  /**
   * Reads what a snapshot says of itself, and nothing of the state.
   *
   * @param location its folder, or the file {@value #METADATA} in it: a plain path or a URI
   * @throws UsageException in one sentence, if it is no snapshot, not one of this job, or of a
   *     Flink that is too new
   */
  static Snapshot open(String location) {
    Path folder = folder(location);
    try {
      FileStatus file = metadataFile(folder);
      CheckpointMetadata metadata = SavepointLoader.loadSavepointMetadata(folder.toString());
      return new Snapshot(folder, Instant.ofEpochMilli(file.getModificationTime()), metadata)
          .requireOurs();
    } catch (IOException | IllegalStateException e) {
      throw new UsageException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Path folder(String location) {
    String uri =
        location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
            ? location
            : Paths.get(location).toAbsolutePath().normalize().toUri().toString();
    Path path = new Path(uri);
    return path.getName().equals(METADATA) ? path.getParent() : path;
  }

  private static FileStatus metadataFile(Path folder) throws IOException {
    try {
      return folder.getFileSystem().getFileStatus(new Path(folder, METADATA));
    } catch (FileNotFoundException e) {
      throw new UsageException(whatIsThere(folder), e);
    }
  }

  private static String whatIsThere(Path folder) throws IOException {
    FileSystem files = folder.getFileSystem();
    if (!files.exists(folder)) {
      return "There is nothing at " + folder;
    }
    List<String> inside = new ArrayList<>();
    for (FileStatus file : files.listStatus(folder)) {
      if (file.isDir() && files.exists(new Path(file.getPath(), METADATA))) {
        inside.add(file.getPath().getName());
      }
    }
    return "%s is no savepoint, for it has no file %s%s"
        .formatted(
            folder,
            METADATA,
            inside.isEmpty() ? "" : "; in it there is " + String.join(" and ", inside));
  }

  private Snapshot requireOurs() {
    if (operators().stream().noneMatch(o -> OperatorIds.TRACK_INTEREST.equals(uid(o)))) {
      throw new UsageException(
          "%s is of another job: it has no operator %s, but %s"
              .formatted(
                  folder,
                  OperatorIds.TRACK_INTEREST,
                  operators().stream().map(Snapshot::uid).collect(Collectors.joining(", "))));
    }
    return this;
  }

  /** Where it lies, as a URI. */
  String location() {
    return folder.toString();
  }

  /** When it was completed. */
  Instant written() {
    return written;
  }

  long checkpointId() {
    return metadata.getCheckpointId();
  }

  /** All operators, by uid. */
  List<OperatorState> operators() {
    return metadata.getOperatorStates().stream()
        .sorted(Comparator.comparing(Snapshot::uid))
        .toList();
  }

  /** An operator's uid; its id where the snapshot does not tell the uid. */
  static String uid(OperatorState operator) {
    return operator.getOperatorUid().orElse(operator.getOperatorID().toString());
  }

  /**
   * Writes the metadata of a snapshot that has of one operator's keyed state only the part that one
   * key is in, so that a look-up does not read all. State itself is not copied.
   *
   * @param into an empty folder
   */
  Snapshot narrowedTo(String uid, String key, java.nio.file.Path into) throws IOException {
    List<OperatorState> kept = new ArrayList<>();
    for (OperatorState operator : operators()) {
      if (uid(operator).equals(uid)) {
        kept.add(narrowed(operator, key));
      }
    }
    CheckpointMetadata narrow = new CheckpointMetadata(metadata.getCheckpointId(), kept, List.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Checkpoints.storeCheckpointMetadata(narrow, bytes);
    Files.write(into.resolve(METADATA), bytes.toByteArray());
    return new Snapshot(new Path(into.toUri()), written, narrow);
  }

  private static OperatorState narrowed(OperatorState operator, String key) {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, operator.getMaxParallelism());
    OperatorState narrow =
        new OperatorState(
            operator.getOperatorName().orElse(null),
            operator.getOperatorUid().orElse(null),
            operator.getOperatorID(),
            1,
            operator.getMaxParallelism());
    OperatorSubtaskState.Builder state = OperatorSubtaskState.builder();
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        if (handle.getKeyGroupRange().contains(group)) {
          state.setManagedKeyedState(KeyGroupPart.of(handle, KeyGroupRange.of(group, group)));
        }
      }
    }
    narrow.putState(0, state.build());
    return narrow;
  }
}
