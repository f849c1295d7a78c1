package org.interesttracker.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory that can be filled, where the machine lets a test mount one. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 64 * 1024;

  private final Path folder;
  private final boolean mounted;

  private SmallDisk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  /**
   * @param folder made, if it is not there; a plain folder, if nothing may be mounted
   * @param size as mount takes it, such as 64m
   */
  static SmallDisk at(Path folder, String size) throws Exception {
    Files.createDirectories(folder);
    return new SmallDisk(
        folder, succeeds("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
  }

  private static boolean succeeds(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it can be filled; else it is a folder as any other. */
  boolean isMounted() {
    return mounted;
  }

  /** Full for as long as something is done. */
  void fill(JvmProcess.Meanwhile meanwhile) throws Exception {
    Path filler = folder.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      fill(out);
      meanwhile.run();
    } finally {
      Files.delete(filler);
    }
  }

  private static void fill(OutputStream out) {
    try {
      while (true) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException full) {
      // What was asked for.
    }
  }

  @Override
  public void close() {
    if (mounted) {
      try {
        succeeds("umount", "-l", folder.toString());
      } catch (Exception e) {
        throw new UncheckedIOException(new IOException(folder + " stays mounted", e));
      }
    }
  }
}
