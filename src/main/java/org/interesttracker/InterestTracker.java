package org.interesttracker;

import org.interesttracker.bench.BenchCommand;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import org.interesttracker.dataset.GenerateCommand;
import org.interesttracker.dataset.ImportCommand;
import org.interesttracker.dataset.RandomizeCommand;
import org.interesttracker.demo.DemoCommand;
import org.interesttracker.job.EvaluateCommand;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.RewrapCommand;
import org.interesttracker.job.RunCommand;
import org.interesttracker.job.SimilarityCommand;
import org.interesttracker.job.UnsealCommand;
import org.interesttracker.privacy.KeysCommand;
import org.interesttracker.privacy.PseudonymCommand;
import org.interesttracker.savepoint.InspectCommand;
import org.interesttracker.savepoint.MigrateCommand;
import org.interesttracker.savepoint.SnapshotFilter;
import org.interesttracker.sizing.SizeCommand;
import org.interesttracker.training.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "interest-tracker",
    description = "Tracks what users are interested in, as it changes, and recommends from it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ImportCommand.class,
      GenerateCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      SimilarityCommand.class,
      InspectCommand.class,
      MigrateCommand.class,
      KeysCommand.class,
      PseudonymCommand.class,
      UnsealCommand.class,
      RewrapCommand.class,
      RandomizeCommand.class,
      BenchCommand.class,
      SizeCommand.class
    })
public final class InterestTracker {

  private static final String INSPECT = "inspect";

  /**
   * Ends the process only if it is its own: an application cluster calls this in its JobManager.
   * There what fails is Flink's to tell.
   */
  public static void main(String[] args) {
    CommandLine command = commandLine();
    if (JobLauncher.isEmbedded()) {
      if (args.length > 0 && args[0].equals(INSPECT)) {
        SnapshotFilter.install();
      }
      System.exit(command.execute(args));
    }
    command.getExecutionStrategy().execute(command.parseArgs(args));
  }

  /** The command line with its messages and exit codes; it ends no process. */
  public static CommandLine commandLine() {
    return new CommandLine(new InterestTracker())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(InterestTracker::wrongUsage)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              Console.error(message(e));
              return e instanceof UsageException
                  ? CommandLine.ExitCode.USAGE
                  : CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** What is wrong is to be the last that is read, not a page of options. */
  private static int wrongUsage(ParameterException e, String[] args) {
    Console.error(message(e));
    UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    Console.error(
        "'%s --help' lists what there is."
            .formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  /** The first sentence a user needs; the stack goes to the log. */
  private static String message(Throwable e) {
    return e.getMessage() != null ? e.getMessage() : e.toString();
  }
}
