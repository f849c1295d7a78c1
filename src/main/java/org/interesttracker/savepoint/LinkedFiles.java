package org.interesttracker.savepoint;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.state.api.input.splits.KeyGroupRangeInputSplit;
import org.apache.flink.state.rocksdb.StateHandleDownloadSpec;
import org.apache.flink.util.FileUtils;

/**
 * Folders with links to the files of RocksDB that lie on a disk of this machine. Flink copies all
 * of an operator's part before it opens them, which to find one user is most of the work.
 *
 * <p>RocksDB never writes to a table that is there, so tables are linked, and what else there is,
 * which is small, is copied. Links are symbolic, since snapshots are seldom on the disk of the
 * folder for temporary files; what RocksDB removes is a link.
 */
final class LinkedFiles implements AutoCloseable {

  private static final String TABLE = ".sst";

  private final List<Path> folders = new ArrayList<>();

  /**
   * The same part of the state, by links where all tables of a handle are on a local disk.
   *
   * @throws IOException if a file is not there, or is not as long as it was
   */
  KeyGroupRangeInputSplit of(KeyGroupRangeInputSplit split) throws IOException {
    var state = split.getPrioritizedOperatorSubtaskState();
    List<KeyedStateHandle> handles = new ArrayList<>();
    for (KeyedStateHandle handle : state.getPrioritizedManagedKeyedState().get(0)) {
      handles.add(of(handle));
    }
    return new KeyGroupRangeInputSplit(
        handles,
        List.copyOf(state.getPrioritizedRawKeyedState().get(0)),
        split.getNumKeyGroups(),
        split.getSplitNumber());
  }

  private KeyedStateHandle of(KeyedStateHandle handle) throws IOException {
    if (!(handle instanceof IncrementalRemoteKeyedStateHandle remote)) {
      return handle;
    }
    List<HandleAndLocalPath> files =
        Stream.concat(remote.getSharedState().stream(), remote.getPrivateState().stream()).toList();
    if (files.stream().anyMatch(file -> isTable(file) && local(file.getHandle()).isEmpty())) {
      return handle;
    }
    Path folder = Files.createTempDirectory("inspect-");
    folders.add(folder);
    for (HandleAndLocalPath file : files) {
      put(file, folder);
    }
    return new StateHandleDownloadSpec(remote, folder).createLocalStateHandleForDownloadedState();
  }

  private static boolean isTable(HandleAndLocalPath file) {
    return file.getLocalPath().endsWith(TABLE);
  }

  /** A whole file; not one that is a section of another. */
  private static Optional<Path> local(StreamStateHandle handle) {
    return handle instanceof FileStateHandle file
            && "file".equals(file.getFilePath().toUri().getScheme())
        ? Optional.of(Path.of(file.getFilePath().getPath()))
        : Optional.empty();
  }

  private static void put(HandleAndLocalPath file, Path folder) throws IOException {
    Path target = folder.resolve(file.getLocalPath()).normalize();
    if (!folder.equals(target.getParent())) {
      throw new IOException("it has a file that goes by the name " + file.getLocalPath());
    }
    if (isTable(file)) {
      Path source = local(file.getHandle()).orElseThrow();
      requireWhole(source, file.getHandle().getStateSize());
      Files.createSymbolicLink(target, source);
    } else {
      try (InputStream in = file.getHandle().openInputStream()) {
        Files.copy(in, target);
      }
    }
  }

  /** RocksDB would tell of the link. */
  private static void requireWhole(Path file, long bytes) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException(file + " (No such file or directory)");
    }
    if (Files.size(file) < bytes) {
      throw new EOFException(file + " is shorter than " + bytes + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    for (Path folder : folders) {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }
}
