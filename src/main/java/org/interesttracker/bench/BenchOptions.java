package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.interesttracker.event.Event;
import picocli.CommandLine.Option;

/** What the parts can be told. */
final class BenchOptions {

  /** Of the similarity stage, unless a file is given. */
  private static final int EVENTS = 30_000;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "Events to measure similarity and skew with, JSON lines. Default: generated ones, on items"
              + " whose popularity follows Zipf's law with exponent 1.2.")
  private Path events;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Over how many slots to measure skew. Default: ${DEFAULT-VALUE}")
  private int slots = 4;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "How many items to look for the nearest among. Default: ${DEFAULT-VALUE}")
  private int items = 20_000;

  /**
   * @throws IOException if the file cannot be read, or if a line is no event
   */
  List<Event> events() throws IOException {
    return events == null ? BenchEvents.zipf(EVENTS) : BenchEvents.read(events);
  }

  int slots() {
    return slots;
  }

  int items() {
    return items;
  }
}
