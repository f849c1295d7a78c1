package org.interesttracker.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.interesttracker.dataset.TableOptions.Records;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Imports JSON Lines. */
@Command(
    name = "jsonl",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Imports files of one JSON object a line. Columns are field names, nested ones as a.b.",
      "Without any column option the files are read as this program's own event or catalog lines,"
          + " so that several data sets can be joined into one.",
      "Events are sorted by time; those of the same time keep the order of the files."
    })
final class ImportJsonlCommand extends ImportSubcommand {

  @Spec private CommandSpec spec;

  @Mixin private TableOptions options;

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
    table().read(new JsonLinesSource(options.charset), reader);
  }

  private TableImport table() {
    Columns standard = readsEvents() ? Columns.OWN_EVENTS : Columns.OWN_CATALOG;
    return new TableImport(options, spec, standard);
  }
}
