package org.interesttracker.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.interesttracker.model.ModelFileException;
import org.interesttracker.text.EmbedTextsOperator;
import org.interesttracker.text.EncoderException;

/**
 * What a run would be, and what would end it, without a run: the options as they hold, the graph,
 * memory, and what can be told of files, models, keys and brokers from this machine. Nothing is
 * written, neither to topics nor to folders.
 */
final class DryRun {

  /** Of whose options memory and checkpoints are, in words. */
  static final String CLUSTER = "the cluster's configuration";

  private final Configuration config;
  private final Map<String, String> origins;
  private final boolean embedded;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private DryRun(Configuration config, Map<String, String> origins, boolean embedded) {
    this.config = config;
    this.origins = origins;
    this.embedded = embedded;
  }

  /**
   * Of a run within this process.
   *
   * @param given checked options
   * @param origins where they come from
   * @param work where checkpoints would go
   */
  static DryRun embedded(Configuration given, Map<String, String> origins, Path work)
      throws Exception {
    return new DryRun(new JobLauncher(given).embedded(work), origins, true).look();
  }

  /**
   * Of a run on a cluster.
   *
   * @param given checked options
   * @param origins where they come from
   * @param cluster the options of the cluster, which those given go before
   */
  static DryRun onCluster(Configuration given, Map<String, String> origins, Configuration cluster) {
    Configuration all = new Configuration(cluster);
    all.addAll(given);
    Map<String, String> from = new HashMap<>();
    cluster.keySet().forEach(key -> from.put(key, CLUSTER));
    from.putAll(origins);
    return new DryRun(new JobLauncher(all).effective(), from, false).look();
  }

  private DryRun look() {
    section("Options", EffectiveOptions.text(EffectiveOptions.of(config, origins)));
    graph();
    memory();
    List<Preflight.Step> steps = Preflight.steps(config);
    steps.forEach(this::take);
    if (steps.stream().noneMatch(step -> step.what().equals(Preflight.MODELS))) {
      findings.add(Finding.ok(Preflight.MODELS, "Those that are shipped, known to be whole."));
    }
    findings.add(CheckpointFinding.ofCheckpoints(config));
    if (!embedded) {
      findings.add(CheckpointFinding.ofSavepoints(config));
    }
    findings.addAll(KafkaFindings.of(config));
    section("Checks, from this machine", findings.stream().map(Finding::text).toList());
    return this;
  }

  private void section(String title, List<String> content) {
    lines.add(title);
    content.forEach(line -> lines.add("  " + line));
    lines.add("");
  }

  private void graph() {
    JobPlan plan = JobPlan.of(config, parallelism());
    section("Graph", plan.text());
    section("Graph for Mermaid", plan.mermaid());
    findings.add(
        Finding.ok(
            "graph",
            "%d operators in %d tasks, each with its uid."
                .formatted(
                    plan.operators().size(),
                    plan.operators().stream().map(JobPlan.Operator::task).distinct().count())));
  }

  /** Within this process all processors are used; a cluster begins with its default. */
  private int parallelism() {
    return embedded && config.getOptional(CoreOptions.DEFAULT_PARALLELISM).isEmpty()
        ? Runtime.getRuntime().availableProcessors()
        : config.get(CoreOptions.DEFAULT_PARALLELISM);
  }

  private void memory() {
    try {
      long encoders =
          new PipelineSettings(config)
              .vectorizer()
              .reservedBytes(EmbedTextsOperator.threads(config));
      MemorySums sums =
          embedded ? MemorySums.ofThisProcess(encoders) : MemorySums.ofCluster(config, encoders);
      section("Memory of a TaskManager", sums.text());
      findings.add(sums.finding());
    } catch (EncoderException | ModelFileException | IllegalArgumentException e) {
      findings.add(Finding.note("memory", "Without its models it cannot be told."));
    }
  }

  /** What a step throws is meant to be read: all that may be wrong ends here as a line. */
  private void take(Preflight.Step step) {
    try {
      step.check().run();
      findings.add(Finding.ok(step.what(), "As it should be."));
    } catch (RuntimeException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      findings.add(
          Finding.failed(
              step.what(),
              (message.endsWith(".") ? message : message + ".") + " " + step.otherwise()));
    }
  }

  /** All that is to be printed, line by line. */
  List<String> text() {
    return lines;
  }

  /** What was found of each thing. */
  List<Finding> findings() {
    return findings;
  }

  /** How many checks failed. */
  long failures() {
    return findings.stream().filter(finding -> finding.verdict() == Finding.Verdict.FAILED).count();
  }
}
