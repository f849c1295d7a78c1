package org.interesttracker.savepoint;

import java.util.List;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;

/**
 * A part of an operator's keyed state, by key groups. Its files are named by their full paths, for
 * those of a savepoint are relative to its metadata.
 */
final class KeyGroupPart {

  private KeyGroupPart() {}

  /**
   * @param handle that has some of the key groups
   */
  static KeyedStateHandle of(KeyedStateHandle handle, KeyGroupRange groups) {
    KeyedStateHandle part = handle.getIntersection(groups);
    if (part instanceof KeyGroupsSavepointStateHandle canonical) {
      return new KeyGroupsSavepointStateHandle(
          canonical.getGroupRangeOffsets(), absolute(canonical.getDelegateStateHandle()));
    }
    if (part instanceof KeyGroupsStateHandle full) {
      return new KeyGroupsStateHandle(
          full.getGroupRangeOffsets(), absolute(full.getDelegateStateHandle()));
    }
    if (part instanceof IncrementalRemoteKeyedStateHandle incremental) {
      return new IncrementalRemoteKeyedStateHandle(
          incremental.getBackendIdentifier(),
          incremental.getKeyGroupRange(),
          incremental.getCheckpointId(),
          absolute(incremental.getSharedState()),
          absolute(incremental.getPrivateState()),
          absolute(incremental.getMetaDataStateHandle()));
    }
    return part;
  }

  private static List<HandleAndLocalPath> absolute(List<HandleAndLocalPath> files) {
    return files.stream()
        .map(file -> HandleAndLocalPath.of(absolute(file.getHandle()), file.getLocalPath()))
        .toList();
  }

  private static StreamStateHandle absolute(StreamStateHandle handle) {
    return handle instanceof RelativeFileStateHandle file
        ? new FileStateHandle(file.getFilePath(), file.getStateSize())
        : handle;
  }
}
