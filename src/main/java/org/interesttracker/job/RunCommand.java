package org.interesttracker.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the job: on files within this process, or as a config file says on any cluster. */
@Command(
    name = "run",
    description = {
      "Runs the job.",
      "",
      "With --events, --catalog and --out it reads and writes files. With --config it does what the"
          + " file says; -D sets single options over it. Under the flink command it is submitted to"
          + " the cluster; under java -jar it runs within this process.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--events", paramLabel = "FILE", description = "Events, JSON lines, by time.")
  private Path events;

  @Option(names = "--catalog", paramLabel = "FILE", description = "Catalog items, JSON lines.")
  private Path catalog;

  @Option(names = "--control", paramLabel = "FILE", description = "Control messages, JSON lines.")
  private Path control;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go; must be empty or not exist.")
  private Path out;

  @Option(names = "--dry-run", description = "Says what would be, and what is wrong with it.")
  private boolean dryRun;

  @Option(
      names = "--flink-conf",
      paramLabel = "DIR",
      description =
          "For --dry-run: the folder of the cluster's config.yaml. Under the flink command it is the"
              + " one that this has.")
  private Path flinkConf;

  @Mixin private JobArguments arguments;

  @Override
  public Integer call() throws Exception {
    TrackerConfig given = given();
    Configuration config = checked(given);
    boolean embedded = JobLauncher.isEmbedded();
    if (dryRun) {
      return report(look(given, config, embedded));
    }
    if (embedded) {
      Preflight.check(config);
    } else {
      Preflight.checkSubmission(config);
    }
    if (out != null) {
      OutputFolder.create(out);
    }
    JobLauncher launcher = new JobLauncher(config);
    if (!embedded) {
      launcher.submit();
      return 0;
    }
    Path work = out == null ? Files.createTempDirectory("interest-tracker") : out;
    EmbeddedRun run = new EmbeddedRun(launcher, config, work);
    Console.print("Flink's web page: " + run.start());
    RunSummary summary = run.awaitEnd();
    Console.print(summary.text());
    TrackerConfig.localPath(config, TrackerOptions.OUTPUT_PATH)
        .ifPresent(folder -> OutputFolder.listing(folder).forEach(Console::print));
    if (summary.events() == 0 && summary.deadLetters() > 0) {
      Console.error("No event could be used; the dead letters say why, line by line.");
      return 1;
    }
    return 0;
  }

  private DryRun look(TrackerConfig given, Configuration config, boolean embedded)
      throws Exception {
    if (flinkConf == null && embedded) {
      Path work = out == null ? Path.of(System.getProperty("java.io.tmpdir")) : out;
      return DryRun.embedded(config, given.origins(), work.toAbsolutePath());
    }
    return DryRun.onCluster(config, given.origins(), cluster());
  }

  private Configuration cluster() {
    if (flinkConf == null) {
      return Configuration.fromMap(
          StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration().toMap());
    }
    try {
      return GlobalConfiguration.loadConfiguration(flinkConf.toString());
    } catch (IllegalConfigurationException e) {
      throw new UsageException("There is no Flink configuration: " + e.getMessage(), e);
    }
  }

  /** Under the flink command an exit code is told by an exception alone. */
  private static Integer report(DryRun run) {
    run.text().forEach(Console::print);
    if (run.failures() > 0) {
      throw new IllegalStateException(
          "%d of %d checks failed; nothing was started."
              .formatted(run.failures(), run.findings().size()));
    }
    Console.print("All checks passed; nothing was started.");
    return 0;
  }

  private TrackerConfig given() {
    try {
      TrackerConfig config = arguments.files();
      setPath(config, TrackerOptions.EVENTS_PATH.key(), events);
      setPath(config, TrackerOptions.CATALOG_PATH.key(), catalog);
      setPath(config, TrackerOptions.CONTROL_PATH.key(), control);
      setPath(config, TrackerOptions.OUTPUT_PATH.key(), out);
      arguments.setParallelism(config);
      arguments.setOverrides(config);
      return config;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Configuration checked(TrackerConfig given) {
    try {
      return given.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void setPath(TrackerConfig config, String option, Path path) {
    if (path != null) {
      config.set(option, path.toUri().toString());
    }
  }
}
