package org.interesttracker.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Makes folders and files that only their owner may read, where the file system is one of this
 * machine and has owners (POSIX); Flink alone would leave that to the process's umask. On others
 * the storage itself has to see to it. What is there already stays as it is.
 */
final class OwnerOnly {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** Makes a folder and those that it lies in, as far as they are not there. */
  static void mkdirs(FileSystem files, Path folder) throws IOException {
    if (hasOwners(files)) {
      Files.createDirectories(local(folder), PosixFilePermissions.asFileAttribute(FOLDER));
    } else {
      files.mkdirs(folder);
    }
  }

  /** Makes a file, to be written. */
  static FSDataOutputStream create(FileSystem files, Path file) throws IOException {
    FSDataOutputStream out = files.create(file, WriteMode.NO_OVERWRITE);
    if (hasOwners(files)) {
      Files.setPosixFilePermissions(local(file), FILE);
    }
    return out;
  }

  private static boolean hasOwners(FileSystem files) {
    return "file".equals(files.getUri().getScheme())
        && java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.getPath());
  }
}
