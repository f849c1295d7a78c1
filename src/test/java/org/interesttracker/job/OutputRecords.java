package org.interesttracker.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.docs.Contracts;
import org.interesttracker.event.Json;

/**
 * The records that a run has written to the files of an output, in their order; each holds to its
 * contract.
 */
public final class OutputRecords {

  private OutputRecords() {}

  /**
   * @param out the run's folder
   * @param output its name, such as "interests"
   */
  public static List<String> lines(Path out, String output) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path part : OutputFolder.parts(out, output).toList()) {
      lines.addAll(Files.readAllLines(part));
    }
    lines.forEach(line -> Contracts.assertHolds(output, line));
    return lines;
  }

  /** As JSON. */
  public static List<JsonNode> json(Path out, String output) throws IOException {
    return of(out, output, JsonNode.class);
  }

  /** As records of the job. */
  public static <T> List<T> of(Path out, String output, Class<T> type) throws IOException {
    List<T> records = new ArrayList<>();
    for (String line : lines(out, output)) {
      records.add(Json.MAPPER.readValue(line, type));
    }
    return records;
  }
}
