package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.interesttracker.dataset.TableOptions.Records;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns the options of csv and jsonl into mappers and reads the files with them. */
final class TableImport {

  private final TableOptions options;
  private final CommandSpec spec;
  private final Columns columns;

  /**
   * @param spec to blame for wrong options
   * @param standard the columns if the options name none; null if they must
   */
  TableImport(TableOptions options, CommandSpec spec, Columns standard) {
    this.options = options;
    this.spec = spec;
    Columns given = given(options);
    columns = given.none() && standard != null ? standard : given;
  }

  void read(RowSource source, RowReader reader) throws IOException {
    requireColumn(columns.item(), "--item");
    TimeParser times = times();
    if (options.records == Records.CATALOG) {
      readCatalog(source, reader, times);
    } else {
      readEvents(source, reader, times);
    }
  }

  private void readCatalog(RowSource source, RowReader reader, TimeParser times)
      throws IOException {
    for (Path file : options.files) {
      reader.readCatalog(source, file, catalogMapper(times));
    }
  }

  private void readEvents(RowSource source, RowReader reader, TimeParser times) throws IOException {
    requireColumn(columns.user(), "--user");
    requireColumn(columns.time(), "--time");
    for (Path file : options.files) {
      reader.readEvents(source, file, eventMapper(times), catalogMapper(null));
    }
  }

  private EventMapper eventMapper(TimeParser times) {
    return new EventMapper(
        columns,
        items(),
        new TypeColumn(columns.type(), options.defaultType, options.typeNames),
        times,
        options.defaultLanguage);
  }

  private CatalogMapper catalogMapper(TimeParser times) {
    CategoryColumns categories =
        new CategoryColumns(columns.categories(), options.categorySeparator, Set.of());
    return new CatalogMapper(columns, items(), categories, times, options.defaultLanguage);
  }

  private ItemColumn items() {
    return new ItemColumn(columns.item(), options.itemPattern);
  }

  private TimeParser times() {
    try {
      return new TimeParser(options.timeFormat, options.zone);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "The pattern of --time-format is not valid: " + e.getMessage(), e);
    }
  }

  private void requireColumn(String column, String option) {
    if (column == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '%s=C'".formatted(option));
    }
  }

  private static Columns given(TableOptions options) {
    return new Columns(
        options.eventId,
        options.user,
        options.item,
        options.time,
        options.type,
        options.text,
        options.value,
        options.session,
        options.language,
        options.title,
        options.description,
        options.categories);
  }
}
