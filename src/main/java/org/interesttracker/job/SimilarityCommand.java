package org.interesttracker.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.Folders;
import org.interesttracker.cli.UsageException;
import org.interesttracker.interest.LinkHistoryOperator;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountSeed;
import org.interesttracker.similarity.SumCountsFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Counts a history as the job would have, in batch execution mode, for a new job to begin with. */
@Command(
    name = "similarity",
    description = {
      "Counts which items are seen together in a history of events.",
      "",
      "Writes what the job would have counted of each item by the end of these events, one item a"
          + " line; docs/INPUT.md has the form. A new job counts on from there: run -D"
          + " similarity.seed-path=FILE. Both must have the same options similarity.*. Events may"
          + " come in any order, and none is too late. Under the flink command it runs on the"
          + " cluster, and --out is a folder; under java -jar it runs within this process.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SimilarityCommand implements Callable<Integer> {

  private static final String JOB_NAME = "interest-tracker-similarity";

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE",
      description = "File or folder of events, JSON lines, plain or gzip.")
  private String events;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the counts go; must not exist.")
  private String out;

  @Mixin private JobArguments arguments;

  @Override
  public Integer call() throws Exception {
    Configuration config = config();
    if (!JobLauncher.isEmbedded()) {
      launcher(config).submit();
      return 0;
    }
    Preflight.requireInput(config, "events", TrackerOptions.EVENTS_PATH);
    Path file = file(config);
    Path work = Files.createTempDirectory(file.getParent(), "similarity-");
    try {
      config.set(TrackerOptions.OUTPUT_PATH, work.toUri().toString());
      return run(config, work, file);
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  private static int run(Configuration config, Path work, Path file) throws Exception {
    EmbeddedRun run = new EmbeddedRun(launcher(config), config, work);
    Console.print("Flink's web page: " + run.start());
    Map<String, Object> counts = run.awaitCounts();
    join(work, file);
    RunSummary summary = run.summary(counts);
    Console.print(
        String.format(
            Locale.ROOT,
            "%,d events, %,d repeats of them dropped, %,d that cannot be used; %,d items with %,d"
                + " pairs in %.1f s",
            summary.events(),
            EmbeddedRun.count(counts, LinkHistoryOperator.REPEATED),
            summary.deadLetters(),
            EmbeddedRun.count(counts, SumCountsFunction.ITEMS),
            EmbeddedRun.count(counts, SumCountsFunction.PAIRS),
            summary.elapsed().toMillis() / 1000.0));
    if (summary.events() == 0 && summary.deadLetters() > 0) {
      Console.error("No event could be used; run on the same file says why, in its dead letters.");
      return 1;
    }
    Console.print("Wrote " + file);
    return 0;
  }

  private Configuration config() {
    try {
      TrackerConfig config = arguments.files();
      arguments.setOverrides(config);
      config.set(TrackerOptions.EVENTS_TOPIC, "");
      config.set(TrackerOptions.EVENTS_PATH, events);
      config.set(TrackerOptions.EVENTS_FOLLOW, "");
      config.set(TrackerOptions.OUTPUT_PATH, out);
      arguments.setParallelism(config);
      Configuration built = config.build();
      if (new PipelineSettings(built).similarity().channels().swing() >= 0) {
        throw new UsageException(
            "similarity counts no channel of the kind swing: what it writes has no users");
      }
      built.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
      return built;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The local file to write, in a folder that is there. */
  private static Path file(Configuration config) {
    Path file =
        TrackerConfig.localPath(config, TrackerOptions.OUTPUT_PATH)
            .orElseThrow(() -> new UsageException("--out must be a local file"))
            .toAbsolutePath();
    if (Files.exists(file)) {
      throw new UsageException(file + " is there already; name another file");
    }
    Folders.make(file.getParent());
    return file;
  }

  private static JobLauncher launcher(Configuration config) {
    return new JobLauncher(config, JOB_NAME, SimilarityCommand::define);
  }

  static void define(StreamExecutionEnvironment environment, Configuration config) {
    PipelineSettings settings = new PipelineSettings(config);
    Channels channels = settings.similarity().channels();
    new SimilarityPipeline(settings)
        .define(new Sources(environment, config).events())
        .sinkTo(
            Sinks.files(
                config.get(TrackerOptions.OUTPUT_PATH),
                counts -> KeyedJson.bytes(CountSeed.of(counts, channels))))
        .uid(OperatorIds.WRITE_COUNTS)
        .name(OperatorIds.WRITE_COUNTS);
  }

  private static void join(Path work, Path file) throws IOException {
    try (OutputStream all = Files.newOutputStream(file)) {
      for (Path part : OutputFolder.parts(work, "").toList()) {
        Files.copy(part, all);
      }
    }
  }
}
