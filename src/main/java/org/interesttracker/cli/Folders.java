package org.interesttracker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a command writes to. */
public final class Folders {

  private Folders() {}

  /**
   * Looks whether a folder is there or can be made, and makes nothing: so that it is said before
   * the work, not after it.
   *
   * @throws UsageException saying what is in the way
   */
  public static void requirePossible(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new UsageException(
          "The output folder %s is not possible: %s is %s"
              .formatted(
                  folder,
                  existing,
                  Files.isDirectory(existing) ? "not to be written to" : "not a folder"));
    }
  }

  /**
   * Makes a folder, if it is not there.
   *
   * @throws UsageException if it cannot be made
   */
  public static void make(Path folder) {
    requirePossible(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageException("The output folder " + folder + " cannot be made", e);
    }
  }
}
