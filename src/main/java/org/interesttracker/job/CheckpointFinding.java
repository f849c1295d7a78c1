package org.interesttracker.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.interesttracker.cli.Folders;
import org.interesttracker.cli.UsageException;

/** Whether checkpoints and savepoints have a place. Nothing is made there. */
final class CheckpointFinding {

  private CheckpointFinding() {}

  /** Of the folder of checkpoints; a cluster must have one. */
  static Finding ofCheckpoints(ReadableConfig config) {
    return of(config, CheckpointingOptions.CHECKPOINTS_DIRECTORY)
        .orElse(
            Finding.failed(
                name(CheckpointingOptions.CHECKPOINTS_DIRECTORY),
                "It is not set, so checkpoints would lie in the JobManager's memory and be lost with"
                    + " it; set it to a folder that all machines reach."));
  }

  /** Of the folder of savepoints. */
  static Finding ofSavepoints(ReadableConfig config) {
    return of(config, CheckpointingOptions.SAVEPOINT_DIRECTORY)
        .orElse(
            Finding.note(
                name(CheckpointingOptions.SAVEPOINT_DIRECTORY),
                "It is not set, so each savepoint has to be given its folder."));
  }

  private static String name(ConfigOption<?> option) {
    return option.key();
  }

  private static Optional<Finding> of(ReadableConfig config, ConfigOption<String> option) {
    return config.getOptional(option).map(location -> look(name(option), location));
  }

  private static Finding look(String name, String location) {
    try {
      URI uri = new org.apache.flink.core.fs.Path(location).toUri();
      if (uri.getScheme() == null || uri.getScheme().equals("file")) {
        Folders.requirePossible(Path.of(uri.getPath()));
        return Finding.ok(name, location + " may be written to from here.");
      }
      FileSystem.get(uri).exists(new org.apache.flink.core.fs.Path(uri));
      return Finding.note(
          name, location + " answers; whether it may be written to only a write would tell.");
    } catch (UsageException e) {
      return Finding.failed(name, e.getMessage() + ". Correct it, or the rights of the folder.");
    } catch (UnsupportedFileSystemSchemeException e) {
      return Finding.note(
          name,
          location + " cannot be looked at from here: its file system is a plugin of the cluster.");
    } catch (IOException | IllegalArgumentException e) {
      return Finding.failed(
          name,
          "%s cannot be reached (%s); correct it, or its access keys."
              .formatted(location, RootCause.sentence(e)));
    }
  }
}
