package org.interesttracker.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder for results, which are never mixed with those of another run. */
public final class OutputFolder {

  private static final List<String> OUTPUTS =
      List.of("interests", "recommendations", "metrics", "dead-letters", "late-events");

  private OutputFolder() {}

  /**
   * Makes the folder.
   *
   * @throws IllegalArgumentException if there is something in it, or it cannot be made
   */
  public static void create(Path folder) {
    requirePossible(folder);
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

  /**
   * Looks whether the folder is there or can be made, and makes nothing.
   *
   * @throws IllegalArgumentException saying what is in the way
   */
  static void requirePossible(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IllegalArgumentException(
          "The output folder %s is not possible: %s is %s"
              .formatted(
                  folder,
                  existing,
                  Files.isDirectory(existing) ? "not to be written to" : "not a folder"));
    }
  }

  /** For each output a line that says how many records it has, and where. */
  public static List<String> listing(Path folder) {
    return OUTPUTS.stream()
        .map(
            output ->
                String.format(
                    Locale.ROOT,
                    "%-16s %,9d records in %s",
                    output,
                    parts(folder, output).mapToLong(LineCount::of).sum(),
                    folder.resolve(output)))
        .toList();
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
