package org.interesttracker.job;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command takes that runs on the options of the job. */
final class JobArguments {

  @Mixin private ConfigArguments options = new ConfigArguments();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "How many subtasks each operator has. Default: the processors, or the cluster's.")
  private Integer parallelism;

  /** The options of the files, if any is given. */
  TrackerConfig files() {
    return options.ofFiles();
  }

  /** Sets the parallelism, if one is given. */
  void setParallelism(TrackerConfig config) {
    if (parallelism != null) {
      config.set("parallelism.default", String.valueOf(parallelism));
    }
  }

  /** Sets what was given one by one. */
  void setOverrides(TrackerConfig config) {
    options.setOverrides(config);
  }
}
