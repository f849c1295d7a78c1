package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.event.EventType;

/**
 * The two forms of the MovieLens data: CSV files with headers (ml-latest-small, 20M and later), and
 * the older 100K set (u.data, u.item).
 */
final class MovieLens {

  private static final CsvSource CSV = new CsvSource(",", true, true, StandardCharsets.UTF_8);
  private static final CsvSource TABBED =
      new CsvSource("\t", false, false, StandardCharsets.ISO_8859_1);
  private static final TimeParser TIMES = new TimeParser(null, ZoneOffset.UTC);
  private static final String ENGLISH = "en";
  private static final String RATINGS = "ratings.csv";
  private static final String RATINGS_100K = "u.data";

  private final Path directory;
  private final boolean tags;

  /**
   * @param tags whether tags become comments; the 100K set has none
   */
  MovieLens(Path directory, boolean tags) {
    this.directory = directory;
    this.tags = tags;
  }

  /** The files that will be read. */
  List<Path> files() throws IOException {
    if (has(RATINGS)) {
      return tags
          ? List.of(file("movies.csv"), file(RATINGS), file("tags.csv"))
          : List.of(file("movies.csv"), file(RATINGS));
    }
    if (has(RATINGS_100K)) {
      return List.of(file("u.item"), file(RATINGS_100K));
    }
    throw new IOException(
        "There is no MovieLens data in %s; ratings.csv or u.data was expected."
            .formatted(directory));
  }

  void read(RowReader reader) throws IOException {
    files();
    if (has(RATINGS)) {
      readCsv(reader);
    } else {
      reader.readCatalog(new GenreFlags(), file("u.item"), GenreFlags.MAPPER);
      reader.readEvents(TABBED, file(RATINGS_100K), ratings("1", "2", "4", "3"), null);
    }
  }

  private void readCsv(RowReader reader) throws IOException {
    EventMapper ratings = ratings("userId", "movieId", "timestamp", "rating");
    reader.readEvents(CSV, file(RATINGS), ratings, null);
    if (tags) {
      reader.readEvents(CSV, file("tags.csv"), comments(), null);
    }
    reader.readCatalog(CSV, file("movies.csv"), movies());
  }

  private static EventMapper ratings(String user, String item, String time, String rating) {
    Columns columns = Columns.event(user, item, time, rating, null);
    return mapper(columns, EventType.RATING);
  }

  private static EventMapper comments() {
    return mapper(Columns.event("userId", "movieId", "timestamp", null, "tag"), EventType.COMMENT);
  }

  private static EventMapper mapper(Columns columns, EventType type) {
    return new EventMapper(
        columns,
        new ItemColumn(columns.item(), null),
        new TypeColumn(null, type, Map.of()),
        TIMES,
        ENGLISH);
  }

  private static CatalogMapper movies() {
    Columns columns = Columns.catalog("movieId", "title", "genres");
    return new CatalogMapper(
        columns,
        new ItemColumn(columns.item(), null),
        new CategoryColumns(columns.categories(), "|", Set.of("(no genres listed)")),
        null,
        ENGLISH);
  }

  private boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}
