package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports MovieLens, in either of its forms. */
@Command(
    name = "movielens",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Imports MovieLens: ratings become events of type rating, films with their genres the catalog.",
      "Knows the CSV form (ratings.csv, movies.csv, tags.csv) and the 100K form (u.data, u.item).",
      "Events are sorted by time; those of the same time keep the order of the file."
    })
final class ImportMovieLensCommand extends ImportSubcommand {

  @Parameters(paramLabel = "DIR", description = "The unpacked data set.")
  private Path directory;

  @Option(
      names = "--tags",
      description = "Also import tags.csv, as events of type comment. Default: false.")
  private boolean tags;

  @Override
  List<Path> files() throws IOException {
    return new MovieLens(directory, tags).files();
  }

  @Override
  void read(RowReader reader) throws IOException {
    new MovieLens(directory, tags).read(reader);
  }
}
