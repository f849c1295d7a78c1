package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.Folders;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Gzip;
import org.interesttracker.event.RejectedRecordException;
import org.interesttracker.privacy.PseudonymSettings;
import org.interesttracker.privacy.ReleaseSettings;
import org.interesttracker.similarity.CountSeedParser;
import org.interesttracker.text.EncoderChoice;

/**
 * Finds out before a run what would end it: what it reads must be there, what it loads must be
 * whole, and what it writes must have a place. A cluster has other disks than its client, so of
 * files there the job itself finds out.
 */
final class Preflight {

  private Preflight() {}

  /**
   * Before a run within this process.
   *
   * @throws UsageException if an input is missing, the output folder is impossible, or the
   *     checkpoint to start from is missing or damaged
   * @throws KafkaAccessException if brokers are needed and cannot be used
   * @throws org.interesttracker.privacy.KeyException if the keys of pseudonyms cannot be used
   * @throws org.interesttracker.model.ModelFileException if the model is missing or damaged
   * @throws org.interesttracker.text.EncoderException if the user's encoder cannot be used
   */
  static void check(ReadableConfig config) {
    requireInput(config, "events", TrackerOptions.EVENTS_PATH);
    requireInput(config, "catalog", TrackerOptions.CATALOG_PATH);
    requireInput(config, "control", TrackerOptions.CONTROL_PATH);
    requireInput(config, "similarity", TrackerOptions.SIMILARITY_PATH);
    requireInput(config, "seed", TrackerOptions.SIMILARITY_SEED_PATH);
    TrackerConfig.localPath(config, TrackerOptions.SIMILARITY_SEED_PATH)
        .ifPresent(path -> requireFittingSeed(config, path));
    TrackerConfig.localPath(config, TrackerOptions.OUTPUT_PATH).ifPresent(Folders::requirePossible);
    config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).ifPresent(Preflight::requireWhole);
    requireKeys(config);
    if (config.getOptional(TrackerOptions.PRIVACY_USER_KEYS).isPresent()) {
      MasterKeyFile.of(
              TrackerOptions.PRIVACY_MASTER_KEY.key(),
              config.get(TrackerOptions.PRIVACY_MASTER_KEY))
          .readInCommand();
    }
    ReleaseSettings release = new PipelineSettings(config).release();
    if (release.isOn() && release.noiseKey() != null) {
      KeyFiles.read(release.noiseKey());
    }
    if (hasOwnModels(config)) {
      new PipelineSettings(config).vectorizer().open().close();
    }
    KafkaCheck.check(config);
  }

  /**
   * Before a submission. The cluster may reach brokers, and secrets, that its client does not.
   *
   * @throws KafkaAccessException if the brokers say themselves that the job cannot use them
   */
  static void checkSubmission(ReadableConfig config) {
    try {
      KafkaCheck.check(config);
    } catch (KafkaAccessException e) {
      if (e.isAnswered()) {
        throw e;
      }
      Console.error("Submitted without having asked the Kafka brokers. " + e.getMessage());
    }
  }

  /** By what the checkpoint says of itself; Flink says of a damaged one that a file ended. */
  private static void requireWhole(String checkpoint) {
    try {
      SavepointLoader.loadSavepointMetadata(checkpoint);
    } catch (IOException | RuntimeException e) {
      throw new UsageException(
          "The checkpoint or savepoint %s is not there, incomplete or damaged; start from one before it"
              .formatted(checkpoint),
          e);
    }
  }

  /**
   * @throws UsageException if the option names a local file that is not there
   */
  static void requireInput(ReadableConfig config, String name, ConfigOption<String> option) {
    TrackerConfig.localPath(config, option)
        .ifPresent(
            path -> {
              if (!Files.isReadable(path)) {
                throw new UsageException(
                    "There is no %s file %s that may be read".formatted(name, path));
              }
            });
  }

  /**
   * @throws org.interesttracker.privacy.KeyException if users are to have pseudonyms and the keys
   *     cannot be used
   */
  static void requireKeys(ReadableConfig config) {
    PseudonymSettings pseudonyms = new PipelineSettings(config).pseudonyms();
    if (pseudonyms.isOn()) {
      KeyFiles.read(pseudonyms.keys());
    }
  }

  /** By its first record: a command writes all of them alike. */
  private static void requireFittingSeed(ReadableConfig config, Path path) {
    int maxBytes = Math.toIntExact(config.get(TrackerOptions.EVENTS_MAX_SIZE).getBytes());
    try (Stream<Path> files = Files.walk(path)) {
      Path file = files.filter(Files::isRegularFile).sorted().findFirst().orElse(null);
      if (file != null) {
        requireFittingSeed(
            file,
            new CountSeedParser(new PipelineSettings(config).similarity().channels(), maxBytes),
            maxBytes);
      }
    } catch (IOException e) {
      throw new UsageException("The seed file " + path + " cannot be read", e);
    }
  }

  private static void requireFittingSeed(Path file, CountSeedParser parser, int maxBytes)
      throws IOException {
    try (LineReader lines = new LineReader(Gzip.plain(Files.newInputStream(file)), maxBytes)) {
      byte[] first = lines.next();
      if (first != null) {
        parser.parse(first, 0);
      }
    } catch (RejectedRecordException e) {
      throw new UsageException(
          "The seed file %s does not fit: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Those that are shipped are known to be whole, and take a second to open. */
  private static boolean hasOwnModels(ReadableConfig config) {
    return !config.get(TrackerOptions.MODEL_PATH).isEmpty()
        || config.get(TrackerOptions.TEXT_ENCODER) == EncoderChoice.CUSTOM;
  }
}
