package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  static final String MODELS = "models";

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
    steps(config).forEach(step -> step.check().run());
    KafkaCheck.check(config);
  }

  /**
   * One thing that must be so before a start.
   *
   * @param what the thing, by a few words
   * @param otherwise what to do if it is not so
   * @param check returns if it is so, else throws an exception with one sentence
   */
  record Step(String what, String otherwise, Runnable check) {}

  /** What is to be looked at of the options given, but for the brokers; in order. */
  static List<Step> steps(ReadableConfig config) {
    List<Step> steps = new ArrayList<>();
    addInput(steps, config, "events", TrackerOptions.EVENTS_PATH);
    addInput(steps, config, "catalog", TrackerOptions.CATALOG_PATH);
    addInput(steps, config, "control", TrackerOptions.CONTROL_PATH);
    addInput(steps, config, "similarity", TrackerOptions.SIMILARITY_PATH);
    addInput(steps, config, "seed", TrackerOptions.SIMILARITY_SEED_PATH);
    TrackerConfig.localPath(config, TrackerOptions.SIMILARITY_SEED_PATH)
        .ifPresent(
            path ->
                steps.add(
                    new Step(
                        "channels of the seed",
                        "Count the history again by the command similarity with this configuration.",
                        () -> requireFittingSeed(config, path))));
    TrackerConfig.localPath(config, TrackerOptions.OUTPUT_PATH)
        .ifPresent(
            path ->
                steps.add(
                    new Step(
                        "output folder",
                        "Correct --out or output.path.",
                        () -> Folders.requirePossible(path))));
    config
        .getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
        .ifPresent(
            path ->
                steps.add(
                    new Step(
                        "savepoint to start from",
                        "Start from another one that was kept.",
                        () -> requireWhole(path))));
    addKeys(steps, config);
    if (hasOwnModels(config)) {
      steps.add(models(config));
    }
    return steps;
  }

  /** That the models can be opened. */
  private static Step models(ReadableConfig config) {
    return new Step(
        MODELS,
        "Correct model.path, or text.model-path and text.vocabulary-path.",
        () -> new PipelineSettings(config).vectorizer().open().close());
  }

  private static void addInput(
      List<Step> steps, ReadableConfig config, String name, ConfigOption<String> option) {
    TrackerConfig.localPath(config, option)
        .ifPresent(
            path ->
                steps.add(
                    new Step(
                        "file of " + name,
                        "Correct %s, or the rights of the file.".formatted(option.key()),
                        () -> requireInput(config, name, option))));
  }

  private static void addKeys(List<Step> steps, ReadableConfig config) {
    PipelineSettings settings = new PipelineSettings(config);
    if (settings.pseudonyms().isOn()) {
      steps.add(
          secret("keys of pseudonyms", TrackerOptions.PRIVACY_KEYS, () -> requireKeys(config)));
    }
    if (config.getOptional(TrackerOptions.PRIVACY_USER_KEYS).isPresent()) {
      steps.add(
          secret(
              "master key",
              TrackerOptions.PRIVACY_MASTER_KEY,
              () ->
                  MasterKeyFile.of(
                          TrackerOptions.PRIVACY_MASTER_KEY.key(),
                          config.get(TrackerOptions.PRIVACY_MASTER_KEY))
                      .readInCommand()));
    }
    ReleaseSettings release = settings.release();
    if (release.isOn() && release.noiseKey() != null) {
      steps.add(
          secret(
              "key of the noise",
              TrackerOptions.PRIVACY_NOISE_KEY,
              () -> KeyFiles.read(release.noiseKey())));
    }
  }

  private static Step secret(String what, ConfigOption<?> option, Runnable check) {
    return new Step(
        what,
        "Correct %s, or put the secret there; docs/PRIVACY.md says how keys are made."
            .formatted(option.key()),
        check);
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
