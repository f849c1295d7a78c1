package org.interesttracker.dataset;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings data from elsewhere into the form the job reads. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports data: writes events.jsonl (by time) and catalog.jsonl.",
      "Rows that give no event are counted and listed by line number in rejected.jsonl; the first"
          + " 20 are shown. Exit code 1 if no row was usable."
    },
    subcommands = {ImportMovieLensCommand.class, ImportCsvCommand.class, ImportJsonlCommand.class})
public final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "What to import is missing; expected movielens, csv or jsonl.");
  }
}
