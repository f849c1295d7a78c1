package org.interesttracker.job;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a command takes that runs on the options of the job. */
final class JobArguments {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML file with options of the job and of Flink; the README lists them. May be repeated;"
              + " later files go before earlier ones.")
  private List<Path> configFiles = List.of();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "How many subtasks each operator has. Default: the processors, or the cluster's.")
  private Integer parallelism;

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "Sets one option; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The options of the files, if any is given. */
  TrackerConfig files() {
    TrackerConfig config = new TrackerConfig();
    configFiles.forEach(config::file);
    return config;
  }

  /** Sets the parallelism, if one is given. */
  void setParallelism(TrackerConfig config) {
    if (parallelism != null) {
      config.set("parallelism.default", String.valueOf(parallelism));
    }
  }

  /** Sets what was given one by one. */
  void setOverrides(TrackerConfig config) {
    overrides.forEach(config::set);
  }
}
