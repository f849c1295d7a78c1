package org.interesttracker.job;

import java.nio.file.Files;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.interesttracker.cli.Folders;
import org.interesttracker.cli.UsageException;
import org.interesttracker.text.EncoderChoice;

/**
 * Finds out before a run within this process what would end it: what it reads must be there, what
 * it loads must be whole, and what it writes must have a place. Looks at local files only. A
 * cluster has other disks than its client, so there the job itself finds out.
 */
final class Preflight {

  private Preflight() {}

  /**
   * @throws UsageException if an input is missing, or the output folder is impossible
   * @throws org.interesttracker.model.ModelFileException if the model is missing or damaged
   * @throws org.interesttracker.text.EncoderException if the user's encoder cannot be used
   */
  static void check(ReadableConfig config) {
    requireInput(config, "events", TrackerOptions.EVENTS_PATH);
    requireInput(config, "catalog", TrackerOptions.CATALOG_PATH);
    requireInput(config, "control", TrackerOptions.CONTROL_PATH);
    requireInput(config, "similarity", TrackerOptions.SIMILARITY_PATH);
    TrackerConfig.localPath(config, TrackerOptions.OUTPUT_PATH).ifPresent(Folders::requirePossible);
    if (hasOwnModels(config)) {
      new PipelineSettings(config).vectorizer().open().close();
    }
  }

  private static void requireInput(
      ReadableConfig config, String name, ConfigOption<String> option) {
    TrackerConfig.localPath(config, option)
        .ifPresent(
            path -> {
              if (!Files.isReadable(path)) {
                throw new UsageException(
                    "There is no %s file %s that may be read".formatted(name, path));
              }
            });
  }

  /** Those that are shipped are known to be whole, and take a second to open. */
  private static boolean hasOwnModels(ReadableConfig config) {
    return !config.get(TrackerOptions.MODEL_PATH).isEmpty()
        || config.get(TrackerOptions.TEXT_ENCODER) == EncoderChoice.CUSTOM;
  }
}
