package org.interesttracker.savepoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.interesttracker.cli.UsageException;

/** In what form rows are given. */
enum Format {
  /** Aligned text, to be read. */
  TABLE,
  CSV,
  /** One JSON object a line. */
  JSONL,
  PARQUET;

  /** By the ending of a file's name. */
  static Format ofFile(Path file) {
    String name = file.getFileName().toString().toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith("." + format.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "%s does not end in .csv, .jsonl or .parquet; --format says what it is to be"
                        .formatted(file)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
