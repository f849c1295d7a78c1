package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A catalog of six items, item-1 to item-6, all of one category. */
final class Bikes {

  private Bikes() {}

  /** Writes the catalog to a folder; returns its file. */
  static Path catalog(Path folder) throws IOException {
    List<String> items = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      items.add(
          "{\"item_id\": \"item-%d\", \"title\": \"Bike %d\", \"categories\": [\"bikes\"]}"
              .formatted(i, i));
    }
    return Files.write(folder.resolve("catalog.jsonl"), items);
  }
}
