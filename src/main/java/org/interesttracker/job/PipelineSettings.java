package org.interesttracker.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.erasure.ErasureTerms;
import org.interesttracker.event.Consent;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Purpose;
import org.interesttracker.interest.EventWeights;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.privacy.KeyLocation;
import org.interesttracker.privacy.PseudonymSettings;
import org.interesttracker.privacy.ReleaseSettings;
import org.interesttracker.quality.QualitySettings;
import org.interesttracker.recommend.BlendSettings;
import org.interesttracker.recommend.ListSettings;
import org.interesttracker.recommend.RecommendSettings;
import org.interesttracker.recommend.Scorers;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.UserBounds;
import org.interesttracker.text.EventText;
import org.interesttracker.text.TextCleaner;
import org.interesttracker.text.VectorizerSettings;
import org.interesttracker.training.LiveSettings;
import org.interesttracker.training.TeachSettings;
import org.interesttracker.window.WindowSettings;

/** The options as the operators take them. */
public final class PipelineSettings {

  private static final String NO_PURPOSE = "NONE";
  private static final int RECOMMEND_BUNDLE = 256;
  private static final int RECOMMEND_BUNDLE_MILLIS = 1;

  private final ReadableConfig config;

  public PipelineSettings(ReadableConfig config) {
    this.config = config;
  }

  VectorizerSettings vectorizer() {
    return new VectorizerSettings(
        config.get(TrackerOptions.MODEL_PATH),
        config.get(TrackerOptions.TEXT_ENCODER),
        config.get(TrackerOptions.TEXT_MODEL_PATH),
        config.get(TrackerOptions.TEXT_MODEL_SHA256),
        config.get(TrackerOptions.TEXT_VOCABULARY_PATH),
        config.get(TrackerOptions.TEXT_POOLING),
        config.get(TrackerOptions.TEXT_CACHE));
  }

  EventText eventText() {
    return new EventText(
        config.get(TrackerOptions.TEXT_WITH_ITEM), config.get(TrackerOptions.PRIVACY_KEEP_TEXTS));
  }

  PseudonymSettings pseudonyms() {
    String keys = config.get(TrackerOptions.PRIVACY_KEYS);
    return new PseudonymSettings(
        keys.isBlank() ? null : KeyLocation.of(TrackerOptions.PRIVACY_KEYS.key(), keys),
        timeToLive());
  }

  BundleSettings textBundles() {
    return new BundleSettings(
        config.get(TrackerOptions.TEXT_BUNDLE),
        config.get(TrackerOptions.TEXT_BUNDLE_AGE).toMillis());
  }

  /** Of a catalog that sends nothing; a file ends. */
  Duration catalogFirstWithin() {
    return catalogEnds() ? ReadOnce.AT_END : config.get(TrackerOptions.CATALOG_FIRST);
  }

  /** Of a catalog that has sent something; a file ends. */
  Duration catalogQuietAfter() {
    return catalogEnds() ? ReadOnce.AT_END : config.get(TrackerOptions.CATALOG_QUIET);
  }

  private boolean catalogEnds() {
    return config.getOptional(TrackerOptions.CATALOG_TOPIC).isEmpty();
  }

  Duration deduplicateWithin() {
    return config.get(TrackerOptions.EVENTS_DEDUPLICATE);
  }

  Duration refuseFor() {
    return config.get(TrackerOptions.PRIVACY_REFUSE_FOR);
  }

  /** What receipts say of every erasure. */
  ErasureTerms erasure() {
    return new ErasureTerms(windows().settling(), refuseFor(), tombstones(), notUndone());
  }

  private List<String> tombstones() {
    return config.get(TrackerOptions.OUTPUT_KAFKA)
        ? List.of(
            config.get(TrackerOptions.INTERESTS_TOPIC),
            config.get(TrackerOptions.RECOMMENDATIONS_TOPIC),
            config.get(TrackerOptions.PROFILES_TOPIC))
        : List.of();
  }

  private List<String> notUndone() {
    List<String> learned = new ArrayList<>();
    if (config.get(TrackerOptions.RECOMMEND_LEARNING_RATE) > 0) {
      learned.add("blend_weights");
    }
    learned.add("quality_figures");
    if (teaching().isOn()) {
      learned.add("model_weights");
    }
    if (config.getOptional(TrackerOptions.SIMILARITY_SEED_PATH).isPresent()) {
      learned.add("count_seed");
    }
    return learned;
  }

  WindowSettings windows() {
    return new WindowSettings(
        config.get(TrackerOptions.WINDOW_KIND),
        config.get(TrackerOptions.WINDOW_SIZE),
        config.get(TrackerOptions.WINDOW_SLIDE),
        config.get(TrackerOptions.WINDOW_GAP),
        config.get(TrackerOptions.WINDOW_LATENESS),
        config.get(TrackerOptions.WINDOW_EARLY_COUNT),
        config.get(TrackerOptions.WINDOW_EARLY_AGE));
  }

  public InterestSettings interest() {
    return new InterestSettings(
        weights(),
        config.get(TrackerOptions.INTEREST_HALF_LIFE).toMillis(),
        config.get(TrackerOptions.INTEREST_TEXT_TOPIC),
        config.get(TrackerOptions.INTEREST_NEIGHBOUR_TOPICS),
        config.get(TrackerOptions.INTEREST_TOP_TOPICS),
        config.get(TrackerOptions.INTEREST_TAIL),
        config.get(TrackerOptions.INTEREST_RECENT),
        config.get(TrackerOptions.INTEREST_MAX_STEPS),
        config.get(TrackerOptions.INTEREST_MAX_PREFERENCES),
        similarity(),
        defaultConsent());
  }

  /** What events of a user who said nothing may be used for. */
  public Consent defaultConsent() {
    List<String> names =
        config.get(TrackerOptions.DEFAULT_CONSENT).stream()
            .map(name -> name.strip().toUpperCase(Locale.ROOT))
            .toList();
    return names.equals(List.of(NO_PURPOSE))
        ? Consent.NONE
        : Consent.byDefault(names.stream().map(PipelineSettings::purpose).toList());
  }

  private static Purpose purpose(String name) {
    return Purpose.all().stream()
        .filter(purpose -> purpose.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "privacy.default-consent names '"
                        + name.toLowerCase(Locale.ROOT)
                        + "'; expected profile, recommend, learn, publish, separated by semicolons,"
                        + " or none alone"));
  }

  private EventWeights weights() {
    Map<EventType, Double> overrides = new EnumMap<>(EventType.class);
    config
        .get(TrackerOptions.INTEREST_WEIGHTS)
        .forEach((type, weight) -> overrides.put(type(type), weight(type, weight)));
    return new EventWeights(overrides, config.get(TrackerOptions.INTEREST_NEUTRAL_RATING));
  }

  private static EventType type(String name) {
    return EventType.teaching().stream()
        .filter(type -> type.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "interest.weights names the event type '"
                        + name
                        + "', which does not exist or says nothing of the interest"));
  }

  private static double weight(String type, String weight) {
    try {
      return Double.parseDouble(weight);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "interest.weights gives " + type + " the weight '" + weight + "', which is no number", e);
    }
  }

  public BundleSettings interestBundles() {
    return new BundleSettings(
        config.get(TrackerOptions.INTEREST_BUNDLE),
        config.get(TrackerOptions.INTEREST_BUNDLE_AGE).toMillis());
  }

  /** Updates come from a bundle of interests at once, so that few milliseconds gather them. */
  BundleSettings recommendBundles() {
    return new BundleSettings(RECOMMEND_BUNDLE, RECOMMEND_BUNDLE_MILLIS);
  }

  int interestBatch() {
    return config.get(TrackerOptions.INTEREST_BATCH);
  }

  public Duration timeToLive() {
    return config.get(TrackerOptions.USERS_TTL);
  }

  /** How items are counted. */
  public SimilaritySettings similarity() {
    return new SimilaritySettings(
        ChannelOption.parse(config.get(TrackerOptions.SIMILARITY_CHANNELS)),
        config.get(TrackerOptions.SIMILARITY_EVIDENCE),
        config.get(TrackerOptions.SIMILARITY_LINKED_TIME).toMillis(),
        config.get(TrackerOptions.SIMILARITY_PAIRS),
        config.get(TrackerOptions.SIMILARITY_NEIGHBOURS),
        config.get(TrackerOptions.SIMILARITY_INTERVAL).toMillis(),
        new UserBounds(
            config.get(TrackerOptions.SIMILARITY_ERASABLE),
            config.get(TrackerOptions.SIMILARITY_BURST).toMillis(),
            config.get(TrackerOptions.SIMILARITY_SWING_USERS)));
  }

  /** What governs recommendations. */
  public RecommendSettings recommend() {
    return new RecommendSettings(
        models(),
        config.get(TrackerOptions.RECOMMEND_TOP_K),
        config.get(TrackerOptions.RECOMMEND_CANDIDATES),
        config.get(TrackerOptions.RECOMMEND_EXACT),
        config.get(TrackerOptions.RECOMMEND_EXCLUDE_MET),
        config.get(TrackerOptions.RECOMMEND_NEW_ITEMS),
        config.get(TrackerOptions.RECOMMEND_EXPLORATION),
        config.get(TrackerOptions.RECOMMEND_TURNED_DOWN),
        lists(),
        blend(),
        config.get(TrackerOptions.RECOMMEND_THRESHOLD),
        config.get(TrackerOptions.RECOMMEND_USER_POOL),
        config.get(TrackerOptions.RECOMMEND_USER_SIMILARITY));
  }

  /** How the blend learns. */
  public BlendSettings blend() {
    return new BlendSettings(
        config.get(TrackerOptions.RECOMMEND_INITIAL_WEIGHT),
        config.get(TrackerOptions.RECOMMEND_LEARNING_RATE),
        config.get(TrackerOptions.RECOMMEND_USER_PRIOR),
        config.get(TrackerOptions.RECOMMEND_USER_RATE));
  }

  private ListSettings lists() {
    return new ListSettings(
        config.get(TrackerOptions.RECOMMEND_DIVERSITY),
        config.get(TrackerOptions.RECOMMEND_CALIBRATION),
        categories(TrackerOptions.RECOMMEND_ALLOWED),
        categories(TrackerOptions.RECOMMEND_BANNED),
        config.get(TrackerOptions.RECOMMEND_MAX_AGE).toMillis(),
        config.get(TrackerOptions.RECOMMEND_PER_CATEGORY),
        config.get(TrackerOptions.RECOMMEND_MINIMUM_SCORE));
  }

  /** Cleaned like those of the catalog, or they would not be found there. */
  private List<String> categories(ConfigOption<List<String>> option) {
    TextCleaner cleaner = new TextCleaner();
    return config.get(option).stream().map(cleaner::clean).filter(Objects::nonNull).toList();
  }

  /** How the running job teaches its model. */
  TeachSettings teaching() {
    return new TeachSettings(
        config.get(TrackerOptions.MODEL_PUBLISH_PATH),
        config.get(TrackerOptions.MODEL_PUBLISH_EVERY),
        config.get(TrackerOptions.MODEL_HELD_BACK),
        LiveSettings.defaults());
  }

  /** Unless they are named, the default ones that the channels allow. */
  private List<String> models() {
    return config
        .getOptional(TrackerOptions.RECOMMEND_MODELS)
        .map(List::copyOf)
        .orElseGet(this::defaultModels);
  }

  /** Whether what is kept of users is sealed. */
  SealSettings seals() {
    return config
        .getOptional(TrackerOptions.PRIVACY_USER_KEYS)
        .map(
            path ->
                new SealSettings(
                    config.get(TrackerOptions.PRIVACY_SHREDDING),
                    path,
                    MasterKeyFile.of(
                        TrackerOptions.PRIVACY_MASTER_KEY.key(),
                        config.get(TrackerOptions.PRIVACY_MASTER_KEY)),
                    config.get(TrackerOptions.PRIVACY_KEYS_REMEMBERED)))
        .orElse(SealSettings.OFF);
  }

  /**
   * How far event time must be beyond an erasure before the keys are destroyed: until the windows
   * have closed that hold what came ahead of it.
   */
  Duration keysOutlast() {
    Duration window =
        config.get(TrackerOptions.WINDOW_KIND) == WindowSettings.Kind.SESSION
            ? config.get(TrackerOptions.WINDOW_GAP)
            : config.get(TrackerOptions.WINDOW_SIZE);
    return window.plus(config.get(TrackerOptions.EVENTS_OUT_OF_ORDER));
  }

  /** What tells all subtasks of users cannot be sealed by a user's key. */
  private List<String> defaultModels() {
    boolean sealing = config.get(TrackerOptions.PRIVACY_SHREDDING);
    return Scorers.defaults(similarity().channels()).stream()
        .filter(model -> !sealing || !model.equals(Scorers.USER_CF))
        .toList();
  }

  /** For how long a list takes feedback. */
  Duration feedbackWithin() {
    return config.get(TrackerOptions.FEEDBACK_WITHIN);
  }

  /** How aggregates are released. */
  public ReleaseSettings release() {
    double epsilon = config.getOptional(TrackerOptions.PRIVACY_EPSILON).orElse(0.0);
    return new ReleaseSettings(
        epsilon,
        config.get(TrackerOptions.PRIVACY_DELTA),
        StatisticOption.parse(config.get(TrackerOptions.PRIVACY_STATISTICS)),
        config.get(TrackerOptions.PRIVACY_MECHANISM),
        config.get(TrackerOptions.PRIVACY_MINIMUM_USERS),
        config.get(TrackerOptions.PRIVACY_WINDOW).toMillis(),
        config.get(TrackerOptions.PRIVACY_LATENESS).toMillis(),
        config.get(TrackerOptions.PRIVACY_MAX_ENTRIES),
        new ReleaseSettings.Budget(
            config.getOptional(TrackerOptions.PRIVACY_BUDGET_EPSILON).orElse(epsilon),
            config.get(TrackerOptions.PRIVACY_BUDGET_DELTA),
            config.get(TrackerOptions.PRIVACY_BUDGET_PERIOD).toMillis()),
        config
            .getOptional(TrackerOptions.PRIVACY_NOISE_KEY)
            .map(place -> KeyLocation.of(TrackerOptions.PRIVACY_NOISE_KEY.key(), place))
            .orElse(null));
  }

  QualitySettings quality() {
    return new QualitySettings(
        config.get(TrackerOptions.QUALITY_WINDOW),
        config.get(TrackerOptions.QUALITY_FADING),
        config.get(TrackerOptions.QUALITY_EVERY),
        config.get(TrackerOptions.QUALITY_DRIFT_TOLERANCE),
        config.get(TrackerOptions.QUALITY_DRIFT_THRESHOLD));
  }
}
