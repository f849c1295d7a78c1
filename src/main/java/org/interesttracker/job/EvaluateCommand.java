package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.dataset.InputFile;
import org.interesttracker.evaluation.Evaluation;
import org.interesttracker.evaluation.EvaluationSettings;
import org.interesttracker.evaluation.Protocol;
import org.interesttracker.training.LiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Measures models on files, with the job's options and classes but without a cluster. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Measures how well models foresee each user's next item.",
      "",
      "Replays events by time, ties in the order of the file, through the classes of the job with"
          + " windows of one event. Each event is ranked against all items that the user has not"
          + " met, first; then it is learned. Prints a table and writes metrics.json and"
          + " report.html. docs/EVALUATION.md defines each protocol and figure. The same input,"
          + " options and seed give the same figures.",
      ""
    })
public final class EvaluateCommand implements Callable<Integer> {

  private static final String TRUTH = "truth.jsonl";

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE",
      description = "Events, JSON lines, plain or gzip.")
  private Path events;

  @Option(
      names = "--catalog",
      required = true,
      paramLabel = "FILE",
      description = "Catalog items, JSON lines, plain or gzip.")
  private Path catalog;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      converter = ProtocolName.class,
      completionCandidates = ProtocolNames.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Protocol protocol = Protocol.PREQUENTIAL;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = ModelNames.class,
      showDefaultValue = Visibility.NEVER,
      description =
          "Which of ${COMPLETION-CANDIDATES}, separated by commas. Default: those of the option"
              + " recommend.models, their blend, and random. A blend is always that of"
              + " recommend.models, whichever are named here.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--k",
      split = ",",
      paramLabel = "N",
      description = "List lengths, separated by commas; slices, plots and tests use the first.")
  private List<Integer> ks = List.of(10, 20);

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where results go; must be empty or not exist.")
  private Path out;

  @Option(
      names = "--repeats",
      description =
          "Keep items that the user has met in the ranking, and score them again: short for -D"
              + " recommend.exclude-met=false.")
  private boolean repeats;

  @Option(
      names = "--frozen",
      description =
          "Leave the sequence model as it is; else it learns from the events as they come.")
  private boolean frozen;

  @Option(
      names = "--live",
      description =
          "Run the sequence model and the blend a second time, frozen, and show what it gains that"
              + " the model learns from the events.")
  private boolean gain;

  @Option(
      names = "--test-share",
      paramLabel = "X",
      description = "Of time-split: the last share of the time span is tested.")
  private double testShare = 0.2;

  @Option(
      names = "--learn-on",
      description = "Of time-split: models go on learning during the test.")
  private boolean learnOn;

  @Option(
      names = "--release-epsilon",
      split = ",",
      paramLabel = "X",
      showDefaultValue = Visibility.NEVER,
      description =
          "Of time-split: release item similarity and popularity privately from the part before the"
              + " test, with these epsilons each, separated by commas, and measure what they are"
              + " worth in it. -D privacy.delta, privacy.statistics and the like say how.")
  private List<Double> releaseEpsilons = new ArrayList<>();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "What generate wrote of users whose interest changes, to measure how soon lists follow."
              + " Default: "
              + TRUTH
              + " beside the events, if there.")
  private Path truth;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model made by train. Default: the one that is shipped.")
  private Path model;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers.")
  private long seed = 1;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      showDefaultValue = Visibility.NEVER,
      description = "Sets one option of the job, such as interest.tail-length; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    Evaluation evaluation = evaluation();
    Console.print(evaluation.run(events, catalog, truth(), out));
    Console.print("Wrote metrics.json and report.html to %s.".formatted(out));
    return 0;
  }

  private Evaluation evaluation() {
    if (frozen && gain) {
      throw new ParameterException(spec.commandLine(), "--live and --frozen exclude each other");
    }
    try {
      PipelineSettings pipeline = new PipelineSettings(config().build());
      EvaluationSettings settings =
          new EvaluationSettings(
              protocol,
              ks,
              !pipeline.recommend().excludeMet(),
              testShare,
              learnOn,
              frozen,
              seed,
              overrides);
      Evaluation evaluation =
          new Evaluation(
              settings,
              pipeline.vectorizer(),
              pipeline.interest(),
              pipeline.recommend(),
              pipeline.similarity(),
              frozen ? null : LiveSettings.defaults(),
              gain,
              pipeline.interestBatch(),
              models.isEmpty() ? Evaluation.defaults(pipeline.recommend()) : models);
      if (!releaseEpsilons.isEmpty()) {
        evaluation.withRelease(releaseEpsilons, pipeline.release());
      }
      requireFiles();
      OutputFolder.create(out);
      return evaluation;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private TrackerConfig config() {
    TrackerConfig config = new TrackerConfig();
    config.set(TrackerOptions.EVENTS_PATH, events.toUri().toString());
    config.set(TrackerOptions.OUTPUT_PATH, out.toUri().toString());
    if (model != null) {
      config.set(TrackerOptions.MODEL_PATH, model.toString());
    }
    if (repeats) {
      config.set(TrackerOptions.RECOMMEND_EXCLUDE_MET, "false");
    }
    overrides.forEach(config::set);
    return config;
  }

  /** Before the output folder is made. */
  private void requireFiles() {
    for (Path file : truth == null ? List.of(events, catalog) : List.of(events, catalog, truth)) {
      InputFile.requireFile(file);
    }
  }

  private Path truth() {
    if (truth != null) {
      return truth;
    }
    Path beside = events.toAbsolutePath().resolveSibling(TRUTH);
    return Files.isRegularFile(beside) ? beside : null;
  }

  /** By the names of the outputs, such as leave-last-out. */
  private static final class ProtocolName implements ITypeConverter<Protocol> {
    @Override
    public Protocol convert(String name) {
      for (Protocol protocol : Protocol.values()) {
        if (protocol.toString().equalsIgnoreCase(name)) {
          return protocol;
        }
      }
      throw new TypeConversionException(
          "expected one of %s but was '%s'".formatted(List.of(Protocol.values()), name));
    }
  }

  private static final class ProtocolNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(Protocol.values()).stream().map(Protocol::toString).iterator();
    }
  }

  private static final class ModelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Evaluation.models().iterator();
    }
  }
}
