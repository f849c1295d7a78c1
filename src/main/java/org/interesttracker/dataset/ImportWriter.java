package org.interesttracker.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;

/**
 * Gathers what an import finds and writes it: events sorted by time (ties in file order), items in
 * the order of their first appearance. Items are held in memory, events are not.
 */
final class ImportWriter implements Closeable {

  static final int SHOWN_REJECTIONS = 20;

  private record Rejection(String file, long line, String reason) {}

  private final Path directory;
  private final Path rejectedPath;
  private final ExternalSorter sorter;
  private final Map<String, CatalogItem> items = new LinkedHashMap<>();
  private final List<String> shown = new ArrayList<>();
  private JsonLinesFile rejections;
  private long events;
  private long rejected;

  /**
   * @param directory made if missing
   * @param rejectedName the file for rows that gave nothing; removed if there are none
   * @param maxSortChars how many characters of events are held in memory while sorting
   */
  ImportWriter(Path directory, String rejectedName, long maxSortChars) throws IOException {
    this.directory = Files.createDirectories(directory);
    rejectedPath = directory.resolve(rejectedName);
    Files.deleteIfExists(rejectedPath);
    sorter = new ExternalSorter(directory, maxSortChars);
  }

  void event(Event event) throws IOException {
    sorter.add(event.timestamp(), Json.MAPPER.writeValueAsString(WireFormat.json(event)));
    events++;
  }

  /** The last record of an item wins, but one without content replaces none. */
  void item(CatalogItem item) {
    boolean bare = item.title().isEmpty() && item.categories().isEmpty() && item.vector() == null;
    if (!bare || !items.containsKey(item.itemId())) {
      items.put(item.itemId(), item);
    }
  }

  void reject(Path file, long line, String reason) throws IOException {
    if (rejections == null) {
      rejections = new JsonLinesFile(rejectedPath);
    }
    String name = file.getFileName().toString();
    rejections.write(new Rejection(name, line, reason));
    rejected++;
    if (shown.size() < SHOWN_REJECTIONS) {
      shown.add("%s, line %d: %s".formatted(name, line, reason));
    }
  }

  void writeEvents() throws IOException {
    try (JsonLinesFile file = new JsonLinesFile(directory.resolve(JsonLinesFile.EVENTS))) {
      sorter.drain(file::writeLine);
    }
  }

  void writeCatalog() throws IOException {
    try (JsonLinesFile file = new JsonLinesFile(directory.resolve(JsonLinesFile.CATALOG))) {
      for (CatalogItem item : items.values()) {
        file.write(WireFormat.json(item));
      }
    }
  }

  ImportSummary summary() {
    return new ImportSummary(events, items.size(), rejected, List.copyOf(shown));
  }

  @Override
  public void close() throws IOException {
    sorter.close();
    if (rejections != null) {
      rejections.close();
    }
  }
}
