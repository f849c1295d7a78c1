package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.interesttracker.dataset.TableOptions.Records;
import org.interesttracker.event.EventType;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns the options of csv and jsonl into mappers and reads the files with them. */
final class TableImport {

  private final TableOptions options;
  private final CommandSpec spec;
  private final Columns columns;
  private final boolean ownFormat;
  private final TimeParser times;

  /**
   * @param spec to blame for wrong options
   * @param standard the columns if the options name none; null if they must
   * @throws ParameterException if a column is missing or the time format is no pattern
   */
  TableImport(TableOptions options, CommandSpec spec, Columns standard) {
    this.options = options;
    this.spec = spec;
    Columns given = given(options);
    ownFormat = given.none() && standard != null;
    columns = ownFormat ? standard : given;
    requireColumns();
    requireTypesThatTeach();
    times = times();
  }

  void read(RowSource source, RowReader reader) throws IOException {
    for (Path file : options.files) {
      if (options.records == Records.CATALOG) {
        reader.readCatalog(source, file, catalogMapper(times));
      } else {
        reader.readEvents(source, file, eventMapper(), catalogMapper(null));
      }
    }
  }

  private EventMapper eventMapper() {
    return new EventMapper(
        columns,
        items(),
        new TypeColumn(columns.type(), options.defaultType, options.typeNames),
        times,
        options.defaultLanguage);
  }

  private CatalogMapper catalogMapper(TimeParser release) {
    CategoryColumns categories =
        new CategoryColumns(
            columns.categories(), ownFormat ? null : options.categorySeparator, Set.of());
    return new CatalogMapper(columns, items(), categories, release, options.defaultLanguage);
  }

  private ItemColumn items() {
    return new ItemColumn(columns.item(), options.itemPattern);
  }

  /** A list that was shown has an id of the job's, which no source has. */
  private void requireTypesThatTeach() {
    if (!options.defaultType.teaches() || options.typeNames.containsValue(EventType.SHOWN)) {
      throw new ParameterException(
          spec.commandLine(), "Rows cannot be of the type shown, which needs a recommendation_id.");
    }
  }

  private TimeParser times() {
    try {
      return new TimeParser(options.timeFormat, options.zone);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "The pattern of --time-format is not valid: " + e.getMessage(), e);
    }
  }

  private void requireColumns() {
    requireColumn(columns.item(), "--item");
    if (options.records == Records.EVENTS) {
      requireColumn(columns.user(), "--user");
      requireColumn(columns.time(), "--time");
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
        options.categories,
        options.vector);
  }
}
