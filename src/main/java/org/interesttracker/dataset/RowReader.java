package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;

/** Brings the rows of files through the mappers to the writer; a bad row never ends the import. */
final class RowReader {

  private final ImportWriter writer;
  private final LongConsumer progress;
  private int filesRead;

  /**
   * @param progress told how many bytes were read
   */
  RowReader(ImportWriter writer, LongConsumer progress) {
    this.writer = writer;
    this.progress = progress;
  }

  /** Reads events, and from the same rows the items they name. */
  void readEvents(RowSource source, Path file, EventMapper events, CatalogMapper items)
      throws IOException {
    String prefix = filesRead == 0 ? "" : (filesRead + 1) + ".";
    read(
        source,
        file,
        events.columns(),
        (line, row) -> {
          List<Event> found = events.events(row, prefix + line);
          for (Event event : found) {
            writer.event(event);
          }
          if (items != null) {
            items.items(row).forEach(writer::item);
          }
        });
  }

  void readCatalog(RowSource source, Path file, CatalogMapper items) throws IOException {
    read(
        source,
        file,
        items.columns(),
        (line, row) -> {
          List<CatalogItem> found = items.items(row);
          if (found.isEmpty()) {
            throw BadRowException.missing("item", items.items().column());
          }
          found.forEach(writer::item);
        });
  }

  private void read(RowSource source, Path file, Columns columns, Step step) throws IOException {
    source.read(file, columns.all(), progress, new Rejecting(file, step));
    filesRead++;
  }

  @FunctionalInterface
  private interface Step {
    void take(long line, Row row) throws BadRowException, IOException;
  }

  private final class Rejecting implements RowSource.Sink {
    private final Path file;
    private final Step step;

    Rejecting(Path file, Step step) {
      this.file = file;
      this.step = step;
    }

    @Override
    public void row(long line, Row row) throws IOException {
      try {
        step.take(line, row);
      } catch (BadRowException e) {
        bad(line, e.getMessage());
      }
    }

    @Override
    public void bad(long line, String reason) throws IOException {
      writer.reject(file, line, reason);
    }
  }
}
