package org.interesttracker.job;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a command takes that has to know the job's options. */
public final class ConfigArguments {

  private static final String NOWHERE = ".";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML file with options of the job and of Flink; the README lists them. May be repeated;"
              + " where several set an option, the later one holds.")
  private List<Path> files = List.of();

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "Sets one option; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The options of the files, if any is given, with nothing over them. */
  TrackerConfig ofFiles() {
    TrackerConfig config = new TrackerConfig();
    files.forEach(config::file);
    return config;
  }

  /** Sets what was given one by one. */
  void setOverrides(TrackerConfig config) {
    overrides.forEach(config::set);
  }

  /**
   * The options that were given, of a job whose inputs and outputs do not matter.
   *
   * @throws IllegalArgumentException in one sentence, if there is no such option or value
   */
  public PipelineSettings settings() {
    TrackerConfig config = ofFiles();
    setOverrides(config);
    config.set(TrackerOptions.EVENTS_TOPIC, "");
    config.set(TrackerOptions.EVENTS_PATH, NOWHERE);
    config.set(TrackerOptions.OUTPUT_PATH, NOWHERE);
    return new PipelineSettings(config.build());
  }
}
