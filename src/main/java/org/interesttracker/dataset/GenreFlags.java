package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * The film list of MovieLens 100K: id, title, dates and an address, then one 0 or 1 for each genre.
 * To the mapper the flags look like one column of genre names.
 */
final class GenreFlags implements RowSource {

  private static final String GENRES = "genres";

  static final CatalogMapper MAPPER =
      new CatalogMapper(
          Columns.catalog("1", "2", GENRES),
          new ItemColumn("1", null),
          new CategoryColumns(List.of(GENRES), null, Set.of("unknown")),
          null,
          "en");

  private static final int FIRST_FLAG = 6;

  /** The order of the data set's own u.genre file. */
  private static final List<String> NAMES =
      List.of(
          "unknown",
          "Action",
          "Adventure",
          "Animation",
          "Children's",
          "Comedy",
          "Crime",
          "Documentary",
          "Drama",
          "Fantasy",
          "Film-Noir",
          "Horror",
          "Musical",
          "Mystery",
          "Romance",
          "Sci-Fi",
          "Thriller",
          "War",
          "Western");

  private final CsvSource films = new CsvSource("|", false, false, StandardCharsets.ISO_8859_1);

  @Override
  public void read(Path file, Set<String> columns, LongConsumer progress, Sink sink)
      throws IOException {
    films.read(file, Set.of("1", "2"), progress, new Naming(sink));
  }

  private static List<String> genres(Row row) {
    return IntStream.range(0, NAMES.size())
        .filter(i -> "1".equals(row.first(Integer.toString(FIRST_FLAG + i))))
        .mapToObj(NAMES::get)
        .toList();
  }

  private record Naming(Sink sink) implements Sink {

    @Override
    public void row(long line, Row row) throws IOException {
      sink.row(line, column -> column.equals(GENRES) ? genres(row) : row.texts(column));
    }

    @Override
    public void bad(long line, String reason) throws IOException {
      sink.bad(line, reason);
    }
  }
}
