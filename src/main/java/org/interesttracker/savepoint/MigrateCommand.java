package org.interesttracker.savepoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a savepoint that fits a job whose change the one at hand does not fit. */
@Command(
    name = "migrate",
    description = {
      "Writes a savepoint without what a change of the job leaves no use for.",
      "",
      "--read-catalog-again is for another embedding model, or a model of another dimension. The"
          + " savepoint that is read stays as it is; docs/UPGRADE.md says which change needs what.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class MigrateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "SAVEPOINT",
      description = "Its folder, as a path or a URI of any file system that Flink knows.")
  private String location;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the new savepoint goes; must not exist.")
  private String out;

  @Option(
      names = "--read-catalog-again",
      description =
          "Forgets the items, so that the job reads the catalog from its beginning, and the model"
              + " that was activated, so that model.path holds.")
  private boolean readCatalogAgain;

  @Option(
      names = "--forget",
      paramLabel = "OPERATOR[/STATE]",
      description =
          "Forgets all that an operator holds, or what it holds of one state for all keys. May be"
              + " given several times.")
  private List<String> forget = List.of();

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot = Snapshot.open(location);
    if (!snapshot.kind().endsWith("savepoint")) {
      throw new UsageException(
          "%s is a %s, whose files are not its own; make a savepoint of it first"
              .formatted(snapshot.location(), snapshot.kind()));
    }
    if (!readCatalogAgain && forget.isEmpty()) {
      throw new UsageException("Nothing is to be changed: give --read-catalog-again or --forget");
    }
    Migration migration = Migration.forgetting(forget);
    if (readCatalogAgain) {
      migration.readingTheCatalogAgain();
    }
    CheckpointMetadata left = migration.of(snapshot.metadata(), forget);
    Path to = Snapshot.folder(out);
    write(new Path(snapshot.location()), left, to);
    migration.found().forEach(name -> Console.print("forgotten: " + name));
    Console.print("Savepoint: " + to);
    return 0;
  }

  /** Files that nothing points to any more are copied as well: they may hold what is needed. */
  private static void write(Path from, CheckpointMetadata left, Path to) throws IOException {
    FileSystem target = to.getFileSystem();
    if (target.exists(to)) {
      throw new UsageException("There is something at %s already".formatted(to));
    }
    target.mkdirs(to);
    for (FileStatus file : from.getFileSystem().listStatus(from)) {
      String name = file.getPath().getName();
      if (!file.isDir() && !name.equals(Snapshot.METADATA)) {
        try (InputStream in = from.getFileSystem().open(file.getPath());
            OutputStream copy = target.create(new Path(to, name), WriteMode.NO_OVERWRITE)) {
          in.transferTo(copy);
        }
      }
    }
    // Last, because with it the folder is a savepoint.
    try (OutputStream metadata =
        target.create(new Path(to, Snapshot.METADATA), WriteMode.NO_OVERWRITE)) {
      Checkpoints.storeCheckpointMetadata(left, metadata);
    }
  }
}
