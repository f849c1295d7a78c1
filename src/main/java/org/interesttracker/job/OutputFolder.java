package org.interesttracker.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.interesttracker.cli.Folders;
import org.interesttracker.cli.UsageException;

/** A folder for results, which are never mixed with those of another run. */
public final class OutputFolder {

  private static final List<String> OUTPUTS =
      List.of(
          "interests",
          "recommendations",
          "profiles",
          "decisions",
          "metrics",
          "dead-letters",
          "late-events",
          "refused",
          "receipts",
          "released");

  /** A writer's files are numbered, without zeros in front. */
  private static final Pattern PART = Pattern.compile("(part-.+)-(\\d+)(\\..*)?");

  private OutputFolder() {}

  /**
   * Makes the folder.
   *
   * @throws UsageException if there is something in it, or it cannot be made
   */
  public static void create(Path folder) {
    Folders.make(folder);
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new UsageException(
            "The output folder " + folder + " is not empty; name another, or empty it");
      }
    } catch (IOException e) {
      throw new UsageException("The output folder " + folder + " cannot be read", e);
    }
  }

  /** For each output a line that says how many records it has, and where. */
  public static List<String> listing(Path folder) {
    return OUTPUTS.stream().map(output -> listing(folder, output)).toList();
  }

  private static String listing(Path folder, String output) {
    long records = parts(folder, output).mapToLong(LineCount::of).sum();
    String line = String.format(Locale.ROOT, "%-16s %,9d records", output, records);
    return records == 0 ? line : line + " in " + folder.resolve(output);
  }

  /** The finished files of one output, those of each writer in the order in which it wrote them. */
  public static Stream<Path> parts(Path folder, String output) {
    Path of = folder.resolve(output);
    if (!Files.isDirectory(of)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted(Comparator.comparing(OutputFolder::writer).thenComparing(OutputFolder::number))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String writer(Path part) {
    Matcher name = PART.matcher(part.getFileName().toString());
    return name.matches() ? name.group(1) : part.getFileName().toString();
  }

  private static long number(Path part) {
    Matcher name = PART.matcher(part.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(2)) : 0;
  }
}
