package org.interesttracker.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.interesttracker.event.Json;
import org.interesttracker.job.OutputFolder;

/** Reads back what the job wrote. */
final class OutputRecords {

  private final Path folder;

  OutputRecords(Path folder) {
    this.folder = folder;
  }

  /**
   * @param wanted tells by the line, before it is parsed
   */
  <T> Stream<T> of(String output, Class<T> type, Predicate<String> wanted) {
    return OutputFolder.parts(folder, output)
        .flatMap(OutputRecords::lines)
        .filter(wanted)
        .map(line -> parse(line, type));
  }

  static Stream<String> lines(Path file) {
    try {
      return Files.lines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T parse(String line, Class<T> type) {
    try {
      return Json.MAPPER.readValue(line, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
