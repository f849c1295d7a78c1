package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.interesttracker.cli.UsageException;
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

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "A broker to measure job.kafka and job.latency with; topics are made there and removed.")
  private String kafka;

  @Option(
      names = "--memory-events",
      paramLabel = "N",
      description =
          "Measures memory.flat over so many events, which takes as long as the job takes for them."
              + " Default where it is asked for by name: 300000.")
  private int memoryEvents;

  boolean hasKafka() {
    return kafka != null;
  }

  /**
   * @param part that needs it
   * @throws UsageException if none is named
   */
  String kafka(String part) {
    if (kafka == null) {
      throw new UsageException(part + " needs a broker: --kafka HOST:PORT");
    }
    return kafka;
  }

  /** 0 where none are asked for. */
  int memoryEvents() {
    return memoryEvents;
  }

  /**
   * @param items how many there are, where events are generated
   * @throws IOException if the file cannot be read, or if a line is no event
   */
  List<Event> events(int items) throws IOException {
    return events == null ? BenchEvents.zipf(EVENTS, items) : BenchEvents.read(events);
  }

  int slots() {
    return slots;
  }

  int items() {
    return items;
  }
}
