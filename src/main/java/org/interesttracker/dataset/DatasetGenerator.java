package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.LongConsumer;

/** Writes a whole data set: catalog, events and truth. The same settings give the same bytes. */
final class DatasetGenerator {

  private final GeneratorSettings settings;
  private final TopicBank bank;
  private final ItemPool pool;

  DatasetGenerator(GeneratorSettings settings) {
    this.settings = settings;
    bank = TopicBank.load();
    pool = new ItemPool(bank, settings);
  }

  /**
   * @param directory is made if missing; files of the same names are replaced
   * @param progress told how many lines were added
   */
  void write(Path directory, LongConsumer progress) throws IOException {
    Files.createDirectories(directory);
    writeCatalog(directory.resolve(JsonLinesFile.CATALOG), progress);
    EventGenerator events = new EventGenerator(settings, bank, pool);
    writeEvents(directory.resolve(JsonLinesFile.EVENTS), events, progress);
    writeTruth(directory.resolve(JsonLinesFile.TRUTH), events);
  }

  private void writeCatalog(Path path, LongConsumer progress) throws IOException {
    CatalogGenerator catalog = new CatalogGenerator(settings, bank, pool);
    try (JsonLinesFile file = new JsonLinesFile(path)) {
      for (int i = 0; i < pool.size(); i++) {
        file.write(WireFormat.json(catalog.item(i)));
        progress.accept(1);
      }
    }
  }

  private static void writeEvents(Path path, EventGenerator events, LongConsumer progress)
      throws IOException {
    try (JsonLinesFile file = new JsonLinesFile(path)) {
      while (events.hasNext()) {
        file.write(WireFormat.json(events.next()));
        progress.accept(1);
      }
    }
  }

  private void writeTruth(Path path, EventGenerator events) throws IOException {
    try (JsonLinesFile file = new JsonLinesFile(path)) {
      for (Iterator<Truth> truths = events.truths(bank).iterator(); truths.hasNext(); ) {
        file.write(truths.next());
      }
    }
  }
}
