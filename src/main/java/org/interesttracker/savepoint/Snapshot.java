package org.interesttracker.savepoint;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.checkpoint.metadata.MetadataSerializers;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.apache.flink.util.ExceptionUtils;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.job.RootCause;

/** A savepoint or a retained checkpoint of the job, on any file system that Flink knows. */
final class Snapshot {

  /** The file that names all others. */
  static final String METADATA = "_metadata";

  /** As Flink names savepoints: the beginning of the job's id, then chance. */
  private static final Pattern SAVEPOINT_NAME = Pattern.compile("savepoint-(\\p{XDigit}{6})-.*");

  private static final Pattern JOB_ID = Pattern.compile("\\p{XDigit}{32}");

  private final Path folder;
  private final Instant written;
  private final Integer version;
  private final CheckpointMetadata metadata;

  private Snapshot(Path folder, Instant written, Integer version, CheckpointMetadata metadata) {
    this.folder = folder;
    this.written = written;
    this.version = version;
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
      Integer version = knownVersion(folder, file);
      CheckpointMetadata metadata = metadata(folder, version);
      Instant written = Instant.ofEpochMilli(file.getModificationTime());
      return new Snapshot(folder, written, version, metadata).requireOurs();
    } catch (UsageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(folder, e);
    } catch (OutOfMemoryError e) {
      // Flink takes the lengths that stand in a file for true.
      throw new UsageException(
          folder + " cannot be read: it is damaged, or larger than the heap of this process", e);
    }
  }

  private static CheckpointMetadata metadata(Path folder, Integer version) throws IOException {
    try {
      return SavepointLoader.loadSavepointMetadata(folder.toString());
    } catch (IOException | RuntimeException e) {
      if (version == null) {
        throw e;
      }
      // Flink tells of the first thing that makes no sense to it.
      throw new UsageException(
          "%s cannot be read: its file %s is damaged, or was not copied to its end"
              .formatted(folder, METADATA),
          e);
    }
  }

  /** Says in one sentence why all or some of it cannot be read. */
  UsageException unreadable(Exception reason) {
    return unreadable(folder, reason);
  }

  private static UsageException unreadable(Path folder, Exception reason) {
    boolean cut = ExceptionUtils.findThrowable(reason, EOFException.class).isPresent();
    String sentence = cut ? "a file of it was not copied to its end" : firstLine(reason);
    return new UsageException("%s cannot be read: %s".formatted(folder, sentence), reason);
  }

  /** RocksDB tells the rest in more lines. */
  private static String firstLine(Exception reason) {
    return RootCause.sentence(reason).lines().findFirst().orElse("");
  }

  /** The folder that a path or a URI names, of itself or by its metadata. */
  static Path folder(String location) {
    try {
      String uri =
          location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
              ? location
              : Paths.get(location).toAbsolutePath().normalize().toUri().toString();
      Path path = new Path(uri);
      return path.getName().equals(METADATA) ? path.getParent() : path;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "\"%s\" is no place of a savepoint, expected a path or a URI".formatted(location), e);
    }
  }

  private static FileStatus metadataFile(Path folder) throws IOException {
    try {
      return folder.getFileSystem().getFileStatus(new Path(folder, METADATA));
    } catch (FileNotFoundException e) {
      throw new UsageException(whatIsThere(folder), e);
    }
  }

  /** Of a version that is not known, Flink only says that it has no serializer. */
  private static Integer knownVersion(Path folder, FileStatus file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(file.getPath().getFileSystem().open(file.getPath()))) {
      if (in.readInt() != Checkpoints.HEADER_MAGIC_NUMBER) {
        return null;
      }
      int version = in.readInt();
      requireKnown(folder, version);
      return version;
    }
  }

  private static void requireKnown(Path folder, int version) {
    try {
      MetadataSerializers.getSerializer(version);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s cannot be read: its metadata is of version %d, which this version of Flink does not"
                  .formatted(folder, version)
              + " know: it was written by a later one",
          e);
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

  /** The job's id, or the beginning of it, as far as the folder's name tells; else null. */
  String job() {
    Matcher savepoint = SAVEPOINT_NAME.matcher(folder.getName());
    if (savepoint.matches()) {
      return savepoint.group(1);
    }
    Path parent = folder.getParent();
    return parent != null && JOB_ID.matcher(parent.getName()).matches() ? parent.getName() : null;
  }

  /** Of the form of its metadata, as Flink numbers it. */
  Integer version() {
    return version;
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

  /** The operator of a uid, to be read; null if the snapshot has none. */
  OperatorState operator(String uid) {
    return metadata.getOperatorStates().stream()
        .filter(operator -> uid(operator).equals(uid))
        .findFirst()
        .map(BufferedHandles::of)
        .orElse(null);
  }

  /** Whether keyed state is in the form of the state backend on the heap, which no other reads. */
  boolean isOfHeap() {
    return metadata.getOperatorStates().stream()
        .flatMap(operator -> operator.getStates().stream())
        .flatMap(subtask -> subtask.getManagedKeyedState().stream())
        .anyMatch(
            state ->
                state instanceof KeyGroupsStateHandle
                    && !(state instanceof KeyGroupsSavepointStateHandle));
  }

  /** All that it says of itself. */
  CheckpointMetadata metadata() {
    return metadata;
  }

  /** What kind of snapshot it is, in words. */
  String kind() {
    CheckpointProperties properties = metadata.getCheckpointProperties();
    if (properties == null) {
      return "unknown";
    }
    return properties.getCheckpointType() instanceof SavepointType savepoint
        ? savepoint.getFormatType().name().toLowerCase(Locale.ROOT) + " savepoint"
        : "checkpoint";
  }

  /** An operator's uid; its id where the snapshot does not tell the uid. */
  static String uid(OperatorState operator) {
    return operator.getOperatorUid().orElse(operator.getOperatorID().toString());
  }
}
