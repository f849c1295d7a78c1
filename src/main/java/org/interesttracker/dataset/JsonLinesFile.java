package org.interesttracker.dataset;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.interesttracker.event.Json;

/** A file of JSON values, one a line, UTF-8, line feed on every system. */
final class JsonLinesFile implements Closeable {

  static final String EVENTS = "events.jsonl";
  static final String CATALOG = "catalog.jsonl";
  static final String TRUTH = "truth.jsonl";
  static final String REJECTED = "rejected.jsonl";
  static final String REJECTED_ITEMS = "rejected-catalog.jsonl";

  private final BufferedWriter writer;

  /** Replaces the file if there is one. */
  JsonLinesFile(Path path) throws IOException {
    writer = Files.newBufferedWriter(path);
  }

  void write(Object value) throws IOException {
    writeLine(Json.MAPPER.writeValueAsString(value));
  }

  void writeLine(String json) throws IOException {
    writer.write(json);
    writer.write('\n');
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
