package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.interesttracker.dataset.TableOptions.Records;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Imports any delimited file. */
@Command(
    name = "csv",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Imports delimited files. Columns are given by their name in the header, or by number from 1.",
      "Events are sorted by time; those of the same time keep the order of the files."
    })
final class ImportCsvCommand extends ImportSubcommand {

  @Spec private CommandSpec spec;

  @Mixin private TableOptions options;

  @Option(
      names = "--delimiter",
      paramLabel = "X",
      description = "What stands between columns; \"tab\" or \\t for a tab. Default: a comma.")
  private String delimiter = ",";

  @Option(
      names = "--no-header",
      description = "The first row is data; columns are given by number. Default: false.")
  private boolean noHeader;

  @Option(
      names = "--no-quotes",
      description = "A double quote is a character like any other. Default: false.")
  private boolean noQuotes;

  @Override
  List<Path> files() {
    return options.files;
  }

  @Override
  void checkOptions() {
    table();
  }

  @Override
  boolean readsEvents() {
    return options.records == Records.EVENTS;
  }

  @Override
  void read(RowReader reader) throws IOException {
    boolean tab = delimiter.equals("tab") || delimiter.equals("\\t");
    CsvSource source = new CsvSource(tab ? "\t" : delimiter, !noHeader, !noQuotes, options.charset);
    table().read(source, reader);
  }

  private TableImport table() {
    return new TableImport(options, spec, null);
  }
}
