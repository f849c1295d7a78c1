package org.interesttracker.job;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.YamlParserUtils;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.interesttracker.privacy.KeyException;
import org.interesttracker.recommend.Scorers;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.text.EncoderChoice;
import org.interesttracker.window.WindowSettings;

/**
 * The options of a run: a YAML file, flat or nested, then what the command line says. Options of
 * Flink stand among them. An option that is neither is refused, with the one that was probably
 * meant.
 */
public final class TrackerConfig {

  private static final List<ConfigOption<String>> LOCATIONS =
      List.of(
          TrackerOptions.EVENTS_PATH,
          TrackerOptions.CATALOG_PATH,
          TrackerOptions.CONTROL_PATH,
          TrackerOptions.SIMILARITY_PATH,
          TrackerOptions.SIMILARITY_SEED_PATH,
          TrackerOptions.PRIVACY_USER_KEYS,
          TrackerOptions.OUTPUT_PATH);

  /** What the options of Flink that make sense in a job's file begin with. */
  private static final Set<String> FLINK =
      Set.of(
          "execution",
          "pipeline",
          "state",
          "restart-strategy",
          "parallelism",
          "taskmanager",
          "jobmanager",
          "rest",
          "web",
          "metrics",
          "classloader",
          "cluster",
          "env",
          "table",
          "fs",
          "s3",
          "security",
          "high-availability",
          "job",
          "historyserver",
          "kubernetes");

  /** Where an option comes from that was not read from a file. */
  static final String COMMAND_LINE = "command line";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> origins = new HashMap<>();

  /**
   * Reads a file over what is there.
   *
   * @throws IllegalArgumentException if it is not there, not YAML, or names an unknown option
   */
  public TrackerConfig file(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("There is no configuration file " + file);
    }
    try {
      flatten("", yaml(file.toFile()), file.toString());
    } catch (StackOverflowError e) {
      throw tooDeep(file.toFile(), e);
    }
    return this;
  }

  /** Sets one option over what is there; an empty value takes it back. */
  public TrackerConfig set(String name, String value) {
    set(name, value, COMMAND_LINE);
    return this;
  }

  private void set(String name, String value, String origin) {
    checkKnown(name);
    if (value.isEmpty()) {
      values.remove(name);
      origins.remove(name);
    } else {
      values.put(name, value);
      origins.put(name, origin);
    }
  }

  /** Sets one option over what is there. */
  public <T> TrackerConfig set(ConfigOption<T> option, String value) {
    return set(option.key(), value);
  }

  /**
   * The file or directory that an option of built options names; empty if not given or not local.
   */
  static Optional<Path> localPath(ReadableConfig config, ConfigOption<String> option) {
    return config
        .getOptional(option)
        .filter(location -> location.startsWith("file:"))
        .map(location -> Path.of(URI.create(location)));
  }

  /** By the names of what was given: the file, or the command line. */
  Map<String, String> origins() {
    return Map.copyOf(origins);
  }

  /** All options, checked. */
  public Configuration build() {
    Configuration config = Configuration.fromMap(values);
    for (ConfigOption<?> option : TrackerOptions.all()) {
      checkType(config, option);
    }
    check(config);
    LOCATIONS.forEach(option -> qualify(config, option));
    return config;
  }

  /** A plain path means a local file, as it does everywhere else on a command line. */
  private static void qualify(Configuration config, ConfigOption<String> option) {
    config
        .getOptional(option)
        .filter(location -> !location.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*"))
        .ifPresent(path -> config.set(option, uri(option, path)));
  }

  private static String uri(ConfigOption<String> option, String path) {
    try {
      return Path.of(path).toUri().toString();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "Option %s cannot have the value '%s'; expected a path or a URI"
              .formatted(option.key(), path),
          e);
    }
  }

  private static Map<String, Object> yaml(File file) {
    try {
      return YamlParserUtils.loadYamlFile(file);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "The configuration file " + file + " is not YAML: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw tooDeep(file, e);
    }
  }

  /** An alias may stand within what it is an alias of. */
  private static IllegalArgumentException tooDeep(File file, StackOverflowError e) {
    return new IllegalArgumentException(
        "The configuration file " + file + " is nested too deep, or within itself", e);
  }

  /** A map within an option of map type becomes options with a longer name, as Flink reads them. */
  private void flatten(String prefix, Map<?, ?> nested, String origin) {
    nested.forEach(
        (key, value) -> {
          // A key of YAML may be a number, a list or a map.
          String name = String.valueOf(key);
          if (value instanceof Map<?, ?> map) {
            flatten(prefix + name + ".", map, origin);
          } else if (value != null) {
            set(prefix + name, text(prefix + name, value), origin);
          }
        });
  }

  private static String text(String name, Object value) {
    if (!(value instanceof Collection<?> list)) {
      return String.valueOf(value);
    }
    if (list.stream()
        .anyMatch(part -> part instanceof Collection<?> || part instanceof Map<?, ?>)) {
      throw new IllegalArgumentException(
          "Option " + name + " has a list within a list, expected a list of values");
    }
    return list.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }

  private static boolean isMapOption(String name) {
    return name.equals(TrackerOptions.KAFKA_PROPERTIES.key())
        || name.equals(TrackerOptions.INTEREST_WEIGHTS.key());
  }

  private static void checkKnown(String name) {
    boolean ours =
        TrackerOptions.all().stream()
            .anyMatch(
                o ->
                    name.equals(o.key()) || isMapOption(o.key()) && name.startsWith(o.key() + "."));
    if (!ours && !FLINK.contains(name.split("\\.", 2)[0])) {
      throw new IllegalArgumentException(
          "There is no option '" + name + "'; the nearest is '" + nearest(name) + "'");
    }
  }

  private static String nearest(String name) {
    return TrackerOptions.all().stream()
        .map(ConfigOption::key)
        .min(
            Comparator.comparingInt(
                key -> LevenshteinDistance.getDefaultInstance().apply(name, key)))
        .orElseThrow();
  }

  private static void checkType(Configuration config, ConfigOption<?> option) {
    try {
      config.get(option);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Option "
              + option.key()
              + " cannot have the value "
              + shown(config, option)
              + expected(option),
          e);
    }
  }

  private static String expected(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value instanceof Enum<?> known) {
      return "; expected one of "
          + Arrays.stream(known.getDeclaringClass().getEnumConstants())
              .map(constant -> constant.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    return value instanceof Duration ? "; expected a duration such as 10 min, 30 s or 500 ms" : "";
  }

  /** The properties of Kafka clients hold passwords. */
  private static String shown(Configuration config, ConfigOption<?> option) {
    return option == TrackerOptions.KAFKA_PROPERTIES
        ? "it was given"
        : "'" + config.toMap().get(option.key()) + "'";
  }

  private static void check(ReadableConfig config) {
    boolean path = config.getOptional(TrackerOptions.EVENTS_PATH).isPresent();
    boolean topic = config.getOptional(TrackerOptions.EVENTS_TOPIC).isPresent();
    require(
        path != topic, "exactly one of events.path (or --events) and events.topic must be given");
    require(
        config.getOptional(TrackerOptions.OUTPUT_PATH).isPresent()
            || config.get(TrackerOptions.OUTPUT_KAFKA),
        "output.path (or --out) must be given, or output.kafka be true, or the results would be lost");
    require(
        KafkaNeeds.of(config).isEmpty()
            || config.getOptional(TrackerOptions.KAFKA_SERVERS).isPresent(),
        "kafka.bootstrap-servers must be given, because a topic is read or written");
    KafkaSecrets.check(config.get(TrackerOptions.KAFKA_PROPERTIES));
    require(
        config.get(TrackerOptions.TEXT_ENCODER) != EncoderChoice.CUSTOM
            || config.getOptional(TrackerOptions.TEXT_MODEL_PATH).isPresent()
                && config.getOptional(TrackerOptions.TEXT_VOCABULARY_PATH).isPresent(),
        "text.model-path and text.vocabulary-path must be given for text.encoder: custom");
    config
        .getOptional(TrackerOptions.TEXT_MODEL_SHA256)
        .ifPresent(
            sha256 ->
                require(
                    config.get(TrackerOptions.TEXT_ENCODER) == EncoderChoice.CUSTOM
                        && sha256.matches("[0-9a-fA-F]{64}"),
                    "text.model-sha256 must be 64 hexadecimal digits, with text.encoder: custom"));
    require(
        ChannelOption.parse(config.get(TrackerOptions.SIMILARITY_CHANNELS))
                    .find(CountChannel.ITEM_CF)
                >= 0
            || config.getOptional(TrackerOptions.SIMILARITY_PATH).isEmpty()
                && config.getOptional(TrackerOptions.SIMILARITY_TOPIC).isEmpty(),
        "similarity.channels must name item-cf, for it is what uses the rows computed elsewhere");
    require(
        config.get(TrackerOptions.WINDOW_KIND) != WindowSettings.Kind.SLIDING
            || config
                    .get(TrackerOptions.WINDOW_SLIDE)
                    .compareTo(config.get(TrackerOptions.WINDOW_SIZE))
                <= 0,
        "window.slide must not be longer than window.size, or events would fall between windows");
    for (ConfigOption<Duration> option :
        List.of(
            TrackerOptions.WINDOW_SIZE,
            TrackerOptions.WINDOW_SLIDE,
            TrackerOptions.WINDOW_GAP,
            TrackerOptions.PRIVACY_WINDOW,
            TrackerOptions.PRIVACY_BUDGET_PERIOD,
            TrackerOptions.FEEDBACK_WITHIN)) {
      require(config.get(option).toMillis() > 0, option.key() + " must be at least 1 ms");
    }
    for (ConfigOption<Integer> option :
        List.of(
            TrackerOptions.INTEREST_BATCH,
            TrackerOptions.PRIVACY_KEYS_REMEMBERED,
            TrackerOptions.INTEREST_BUNDLE,
            TrackerOptions.INTEREST_TAIL,
            TrackerOptions.TEXT_BUNDLE,
            TrackerOptions.TEXT_CACHE,
            TrackerOptions.RECOMMEND_TOP_K,
            TrackerOptions.RECOMMEND_CANDIDATES,
            TrackerOptions.SIMILARITY_PAIRS,
            TrackerOptions.MODEL_PUBLISH_EVERY,
            TrackerOptions.MODEL_HELD_BACK,
            TrackerOptions.PRIVACY_MINIMUM_USERS,
            TrackerOptions.PRIVACY_MAX_ENTRIES,
            TrackerOptions.QUALITY_WINDOW,
            TrackerOptions.QUALITY_EVERY)) {
      require(config.get(option) > 0, option.key() + " must be at least 1");
    }
    for (ConfigOption<Double> option :
        List.of(
            TrackerOptions.RECOMMEND_LEARNING_RATE,
            TrackerOptions.RECOMMEND_USER_RATE,
            TrackerOptions.RECOMMEND_DIVERSITY,
            TrackerOptions.RECOMMEND_CALIBRATION,
            TrackerOptions.QUALITY_DRIFT_TOLERANCE,
            TrackerOptions.QUALITY_DRIFT_THRESHOLD)) {
      require(config.get(option) >= 0, option.key() + " must be at least 0");
    }
    double exploration = config.get(TrackerOptions.RECOMMEND_EXPLORATION);
    require(exploration >= 0 && exploration <= 1, "recommend.exploration must be from 0 to 1");
    for (ConfigOption<Integer> option :
        List.of(
            TrackerOptions.RECOMMEND_EXACT,
            TrackerOptions.RECOMMEND_NEW_ITEMS,
            TrackerOptions.RECOMMEND_PER_CATEGORY)) {
      require(config.get(option) >= 0, option.key() + " must be at least 0");
    }
    double prior = config.get(TrackerOptions.RECOMMEND_USER_PRIOR);
    require(prior >= 0 && prior < 1, "recommend.user-prior must be at least 0 and below 1");
    double fading = config.get(TrackerOptions.QUALITY_FADING);
    require(fading > 0 && fading < 1, "quality.fading-factor must be above 0 and below 1");
    int most =
        config.getOptional(PipelineOptions.MAX_PARALLELISM).orElse(JobLauncher.MAX_PARALLELISM);
    int subtasks = config.get(CoreOptions.DEFAULT_PARALLELISM);
    require(
        subtasks >= 1 && subtasks <= most,
        "the parallelism must be from 1 to pipeline.max-parallelism, which is " + most);
    boolean shredding = config.get(TrackerOptions.PRIVACY_SHREDDING);
    boolean userKeys = config.getOptional(TrackerOptions.PRIVACY_USER_KEYS).isPresent();
    require(
        userKeys || !shredding,
        "privacy.user-keys-path must be given for privacy.crypto-shredding");
    require(
        !userKeys || !config.get(TrackerOptions.PRIVACY_MASTER_KEY).isBlank(),
        "privacy.master-key must be given for privacy.user-keys-path, whose keys it wraps");
    PipelineSettings settings = new PipelineSettings(config);
    require(
        !shredding || !settings.recommend().models().contains(Scorers.USER_CF),
        "recommend.models names user-cf, for which all subtasks keep what users met; that cannot be"
            + " sealed by a user's key, as privacy.crypto-shredding asks");
    require(
        !shredding || settings.similarity().channels().swing() < 0,
        "similarity.channels has one of the kind swing, which keeps the users of each item; they"
            + " cannot be sealed by a user's key, as privacy.crypto-shredding asks");
    Scorers.check(settings.recommend().models(), settings.similarity().channels());
    require(
        config.getOptional(TrackerOptions.SIMILARITY_SEED_PATH).isEmpty()
            || settings.similarity().channels().swing() < 0,
        "similarity.seed-path cannot begin a channel of the kind swing: a seed has no users");
    require(
        config.get(TrackerOptions.DELIVERY) != DeliveryGuarantee.NONE,
        "output.delivery-guarantee none would lose output on failure; it is not supported");
    settings.interest();
    checkKeys(settings);
    checkRelease(config);
  }

  private static void checkRelease(ReadableConfig config) {
    if (config.getOptional(TrackerOptions.PRIVACY_EPSILON).isEmpty()) {
      return;
    }
    double epsilon = config.get(TrackerOptions.PRIVACY_EPSILON);
    require(epsilon >= 0.001 && epsilon <= 1000, "privacy.epsilon must be from 0.001 to 1000");
    require(
        config.getOptional(TrackerOptions.PRIVACY_BUDGET_EPSILON).isPresent(),
        "privacy.budget-epsilon must be given with privacy.epsilon, to say how much all releases"
            + " within privacy.budget-period may spend");
    require(
        config.get(TrackerOptions.PRIVACY_BUDGET_EPSILON) >= epsilon,
        "privacy.budget-epsilon must be at least privacy.epsilon, or every release is refused");
    double delta = config.get(TrackerOptions.PRIVACY_DELTA);
    require(delta >= 1e-15 && delta < 1, "privacy.delta must be at least 1e-15 and below 1");
    require(
        config.get(TrackerOptions.PRIVACY_BUDGET_DELTA) >= delta,
        "privacy.budget-delta must be at least privacy.delta, or every release is refused");
    require(
        !config.get(TrackerOptions.PRIVACY_STATISTICS).isEmpty(),
        "privacy.statistics must name something to be released");
  }

  private static void checkKeys(PipelineSettings settings) {
    try {
      settings.pseudonyms();
      settings.seals();
      settings.release();
    } catch (KeyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException("The options do not fit together: " + sentence);
    }
  }
}
