package org.interesttracker.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder for results, which are never mixed with those of another run. */
public final class OutputFolder {

  private OutputFolder() {}

  /**
   * Makes the folder.
   *
   * @throws IllegalArgumentException if there is something in it, or it cannot be made
   */
  public static void create(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "The output folder " + folder + " is not empty; name another, or empty it");
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The output folder " + folder + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** The finished files of one output, in order. */
  public static Stream<Path> parts(Path folder, String output) {
    Path of = folder.resolve(output);
    if (!Files.isDirectory(of)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
