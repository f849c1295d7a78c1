package org.interesttracker.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.interesttracker.privacy.MechanismChoice;
import org.interesttracker.privacy.Statistic;
import org.interesttracker.recommend.Scorers;
import org.interesttracker.recommend.Threshold;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.UserBounds;
import org.interesttracker.similarity.UserSimilarity;
import org.interesttracker.text.EncoderChoice;
import org.interesttracker.text.Pooling;
import org.interesttracker.window.WindowSettings;

/**
 * Every option of the job. The table of the README is generated from here, in this order. What is
 * not named here and not Flink's is refused.
 */
public final class TrackerOptions {

  public static final ConfigOption<String> EVENTS_PATH =
      key("events.path")
          .stringType()
          .noDefaultValue()
          .withDescription("File or directory of events, JSON lines, plain or gzip, by time.");

  public static final ConfigOption<String> EVENTS_TOPIC =
      key("events.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka topic of events. Exactly one of path and topic is given.");

  public static final ConfigOption<Boolean> EVENTS_FOLLOW =
      key("events.follow")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether to go on looking for new files under events.path, so that the job does not"
                  + " end.");

  public static final ConfigOption<MemorySize> EVENTS_MAX_SIZE =
      key("events.max-size")
          .memoryType()
          .defaultValue(MemorySize.parse("1mb"))
          .withDescription("Larger records, on any input, go to dead letters.");

  public static final ConfigOption<Integer> EVENTS_MAX_TEXT =
      key("events.max-text-length")
          .intType()
          .defaultValue(2_000)
          .withDescription("Texts, on any input, are cut to so many characters.");

  public static final ConfigOption<Duration> EVENTS_MAX_FUTURE =
      key("events.max-future")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("Events dated further ahead of the clock go to dead letters.");

  public static final ConfigOption<Duration> EVENTS_OUT_OF_ORDER =
      key("events.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How far events of one partition may be out of order.");

  public static final ConfigOption<Duration> EVENTS_IDLE =
      key("events.idle-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("A partition that is silent for so long no longer holds up time.");

  public static final ConfigOption<Duration> EVENTS_DEDUPLICATE =
      key("events.deduplicate-within")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription("How long an event id is remembered, to drop repeats of it.");

  public static final ConfigOption<String> CATALOG_PATH =
      key("catalog.path")
          .stringType()
          .noDefaultValue()
          .withDescription("File or directory of catalog items, JSON lines.");

  public static final ConfigOption<String> CATALOG_TOPIC =
      key("catalog.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("Compacted Kafka topic of catalog items, read from its beginning.");

  public static final ConfigOption<Duration> CATALOG_QUIET =
      key("catalog.quiet-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "The catalog topic counts as read once it was silent for so long after a record."
                  + " Until then windows wait. A file counts as read at its end.");

  public static final ConfigOption<Duration> CATALOG_FIRST =
      key("catalog.first-record-within")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("A catalog topic that sends nothing for so long counts as empty.");

  public static final ConfigOption<String> CONTROL_PATH =
      key("control.path")
          .stringType()
          .noDefaultValue()
          .withDescription("File of control messages, JSON lines.");

  public static final ConfigOption<String> CONTROL_TOPIC =
      key("control.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka topic of control messages.");

  public static final ConfigOption<List<String>> DEFAULT_CONSENT =
      key("privacy.default-consent")
          .stringType()
          .asList()
          .defaultValues("profile", "recommend", "learn", "publish")
          .withDescription(
              "What events of a user who said nothing of consent may be used for: purposes,"
                  + " separated by semicolons, or none. Where the law asks for consent beforehand"
                  + " (opt-in), it must be none.");

  public static final ConfigOption<String> SIMILARITY_PATH =
      key("similarity.path")
          .stringType()
          .noDefaultValue()
          .withDescription("File of similarity rows computed elsewhere, JSON lines.");

  public static final ConfigOption<String> SIMILARITY_TOPIC =
      key("similarity.topic")
          .stringType()
          .noDefaultValue()
          .withDescription("Compacted Kafka topic of similarity rows computed elsewhere.");

  public static final ConfigOption<String> SIMILARITY_SEED_PATH =
      key("similarity.seed-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File or directory of item counts that the command similarity made of a history. A"
                  + " new job counts on from them.");

  public static final ConfigOption<String> KAFKA_SERVERS =
      key("kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Brokers, host:port, separated by commas.");

  public static final ConfigOption<String> KAFKA_GROUP =
      key("kafka.group-id")
          .stringType()
          .defaultValue("interest-tracker")
          .withDescription("Consumer group; offsets are committed to it on checkpoints.");

  public static final ConfigOption<StartFrom> KAFKA_START =
      key("kafka.start-from")
          .enumType(StartFrom.class)
          .defaultValue(StartFrom.COMMITTED)
          .withDescription(
              "Where a new job begins to read events: the group's committed offsets (else the"
                  + " earliest), the earliest, or the latest.");

  public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      key("kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Further properties for all Kafka clients, such as security settings. Secrets stand"
                  + " elsewhere and are referred to, as ${env:NAME}, ${file:/path:NAME} or"
                  + " ${directory:/path:NAME}.");

  public static final ConfigOption<Duration> KAFKA_ANSWER =
      key("kafka.answer-within")
          .durationType()
          .defaultValue(Duration.ofSeconds(20))
          .withDescription(
              "How long a start waits for the brokers to tell whether they know the user, have the"
                  + " topics and grant the permissions; 0 not to ask.");

  public static final ConfigOption<String> OUTPUT_PATH =
      key("output.path")
          .stringType()
          .noDefaultValue()
          .withDescription("Directory for outputs as JSON lines, one folder each.");

  public static final ConfigOption<Boolean> OUTPUT_KAFKA =
      key("output.kafka")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether outputs go to Kafka topics.");

  public static final ConfigOption<String> INTERESTS_TOPIC =
      key("output.interests-topic")
          .stringType()
          .defaultValue("interests")
          .withDescription("Topic of interest updates, keyed by user; to be compacted.");

  public static final ConfigOption<String> RECOMMENDATIONS_TOPIC =
      key("output.recommendations-topic")
          .stringType()
          .defaultValue("recommendations")
          .withDescription("Topic of recommendations, keyed by user; to be compacted.");

  public static final ConfigOption<String> PROFILES_TOPIC =
      key("output.profiles-topic")
          .stringType()
          .defaultValue("profiles")
          .withDescription(
              "Topic of answers to users who asked what is known of them, keyed by user; to be"
                  + " compacted.");

  public static final ConfigOption<String> DECISIONS_TOPIC =
      key("output.decisions-topic")
          .stringType()
          .defaultValue("decisions")
          .withDescription(
              "Topic of what became of orders about consent and of erasures, keyed by user; a log,"
                  + " of which every record is to stay.");

  public static final ConfigOption<String> DEAD_LETTERS_TOPIC =
      key("output.dead-letters-topic")
          .stringType()
          .defaultValue("dead-letters")
          .withDescription("Topic of records that could not be used.");

  public static final ConfigOption<String> LATE_TOPIC =
      key("output.late-events-topic")
          .stringType()
          .defaultValue("late-events")
          .withDescription("Topic of events that came after their window had closed for good.");

  public static final ConfigOption<String> REFUSED_TOPIC =
      key("output.refused-topic")
          .stringType()
          .defaultValue("refused")
          .withDescription("Topic of what came of erased users too late, keyed by user.");

  public static final ConfigOption<String> RECEIPTS_TOPIC =
      key("output.receipts-topic")
          .stringType()
          .defaultValue("receipts")
          .withDescription("Topic of receipts of erasures, keyed by user.");

  public static final ConfigOption<String> METRICS_TOPIC =
      key("output.metrics-topic")
          .stringType()
          .defaultValue("metrics")
          .withDescription("Topic of quality figures.");

  public static final ConfigOption<String> RELEASED_TOPIC =
      key("output.released-topic")
          .stringType()
          .defaultValue("released")
          .withDescription("Topic of private releases, keyed by statistic.");

  public static final ConfigOption<DeliveryGuarantee> DELIVERY =
      key("output.delivery-guarantee")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
          .withDescription(
              "Of Kafka outputs: at-least-once, or exactly-once for consumers that read committed"
                  + " records only.");

  public static final ConfigOption<String> TRANSACTIONAL_ID =
      key("output.transactional-id-prefix")
          .stringType()
          .defaultValue("interest-tracker")
          .withDescription(
              "Stable and unique per job; two jobs with the same prefix abort each other's"
                  + " transactions.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      key("output.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "Must not exceed the broker's transaction.max.timeout.ms, and must be longer than the"
                  + " longest checkpoint and restart together, else output is lost.");

  public static final ConfigOption<String> MODEL_PATH =
      key("model.path")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Directory of a model made by train; empty for the one that is shipped.");

  public static final ConfigOption<String> MODEL_PUBLISH_PATH =
      key("model.publish-path")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Directory that all TaskManagers see. If given, the job teaches the sequence model by"
                  + " the stream, writes versions there, and takes each over that is no worse.");

  public static final ConfigOption<Integer> MODEL_PUBLISH_EVERY =
      key("model.publish-every")
          .intType()
          .defaultValue(2_000)
          .withDescription("After how many events a version is published.");

  public static final ConfigOption<Integer> MODEL_HELD_BACK =
      key("model.held-back")
          .intType()
          .defaultValue(500)
          .withDescription(
              "How many of the latest events are kept from learning. A model that foresees them"
                  + " worse than the one in force is refused.");

  public static final ConfigOption<EncoderChoice> TEXT_ENCODER =
      key("text.encoder")
          .enumType(EncoderChoice.class)
          .defaultValue(EncoderChoice.AUTO)
          .withDescription(
              "What turns texts into vectors: en (all-MiniLM-L6-v2), zh (bge-small-zh-v1.5), auto"
                  + " (by the script of each text), or custom.");

  public static final ConfigOption<String> TEXT_MODEL_PATH =
      key("text.model-path")
          .stringType()
          .noDefaultValue()
          .withDescription("For custom: an ONNX file of the BERT family.");

  public static final ConfigOption<String> TEXT_MODEL_SHA256 =
      key("text.model-sha256")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "For custom: the SHA-256 that the ONNX file must have, in hexadecimal; any other file"
                  + " is refused. Not given: any file that is safe to open.");

  public static final ConfigOption<String> TEXT_VOCABULARY_PATH =
      key("text.vocabulary-path")
          .stringType()
          .noDefaultValue()
          .withDescription("For custom: its tokenizer.json or vocab.txt.");

  public static final ConfigOption<Pooling> TEXT_POOLING =
      key("text.pooling")
          .enumType(Pooling.class)
          .defaultValue(Pooling.MEAN)
          .withDescription("For custom: how token vectors become one, mean or cls.");

  public static final ConfigOption<Boolean> TEXT_WITH_ITEM =
      key("text.with-item")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the texts of events that name an item are read too. It takes time, and they"
                  + " count only where the item is not in the catalog.");

  public static final ConfigOption<Integer> TEXT_CACHE =
      key("text.cache-size")
          .intType()
          .defaultValue(50_000)
          .withDescription("How many texts' vectors each subtask remembers.");

  public static final ConfigOption<Integer> TEXT_BUNDLE =
      key("text.bundle-size")
          .intType()
          .defaultValue(64)
          .withDescription("How many new texts are embedded together at the most.");

  public static final ConfigOption<Duration> TEXT_BUNDLE_AGE =
      key("text.bundle-age")
          .durationType()
          .defaultValue(Duration.ofMillis(50))
          .withDescription("How long the first of them waits at the most.");

  public static final ConfigOption<WindowSettings.Kind> WINDOW_KIND =
      key("window.kind")
          .enumType(WindowSettings.Kind.class)
          .defaultValue(WindowSettings.Kind.TUMBLING)
          .withDescription("Event-time windows per user: tumbling, sliding or session.");

  public static final ConfigOption<Duration> WINDOW_SIZE =
      key("window.size")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("Size of tumbling and sliding windows.");

  public static final ConfigOption<Duration> WINDOW_SLIDE =
      key("window.slide")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("Slide of sliding windows.");

  public static final ConfigOption<Duration> WINDOW_GAP =
      key("window.gap")
          .durationType()
          .defaultValue(Duration.ofMinutes(30))
          .withDescription("Silence that ends a session window.");

  public static final ConfigOption<Duration> WINDOW_LATENESS =
      key("window.allowed-lateness")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("How long after its end a window still takes events.");

  public static final ConfigOption<Integer> WINDOW_EARLY_COUNT =
      key("window.early-count")
          .intType()
          .defaultValue(0)
          .withDescription("A window fires as soon as so many events wait in it; 0 for never.");

  public static final ConfigOption<Duration> WINDOW_EARLY_AGE =
      key("window.early-age")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "A window fires when its first waiting event has waited so long by the clock; 0 for"
                  + " never. Faster news, but then the order of a user's events, and so the"
                  + " interest, may differ from run to run.");

  public static final ConfigOption<Map<String, String>> INTEREST_WEIGHTS =
      key("interest.weights")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Weights of event types that differ from the defaults (click 1, view 1, search 1,"
                  + " comment 2, like 3, dislike -3, rating 2, purchase 5, share 3, skip -1), as"
                  + " type:weight, separated by commas.");

  public static final ConfigOption<Double> INTEREST_NEUTRAL_RATING =
      key("interest.neutral-rating")
          .doubleType()
          .defaultValue(2.5)
          .withDescription(
              "The rating that says nothing. A rating weighs its distance from it times the"
                  + " weight of the type.");

  public static final ConfigOption<Duration> INTEREST_HALF_LIFE =
      key("interest.topic-half-life")
          .durationType()
          .defaultValue(Duration.ofDays(2))
          .withDescription("After so long a topic's weight is half.");

  public static final ConfigOption<Double> INTEREST_TEXT_TOPIC =
      key("interest.text-topic-similarity")
          .doubleType()
          .defaultValue(0.45)
          .withDescription(
              "How near the text of an event without a known item must come to a topic, as a"
                  + " cosine with the mean of the topic's items, to count for it; above 1 none"
                  + " does.");

  public static final ConfigOption<Double> INTEREST_NEIGHBOUR_TOPICS =
      key("interest.neighbour-topics")
          .doubleType()
          .defaultValue(0.5)
          .withDescription(
              "What part of the weight of a dislike, a skip or a low rating is also taken from"
                  + " other topics of the user, times the cosine of their direction with that of"
                  + " the topic at hand; 0 for none.");

  public static final ConfigOption<Integer> INTEREST_TOP_TOPICS =
      key("interest.top-topics")
          .intType()
          .defaultValue(10)
          .withDescription("How many topics an update names.");

  public static final ConfigOption<Integer> INTEREST_TAIL =
      key("interest.tail-length")
          .intType()
          .defaultValue(20)
          .withDescription(
              "How many recent events are kept per user, to rebuild the interest under a new"
                  + " model.");

  public static final ConfigOption<Integer> INTEREST_RECENT =
      key("interest.recent-items")
          .intType()
          .defaultValue(20)
          .withDescription("From how many of the user's recent items is recommended.");

  public static final ConfigOption<Integer> INTEREST_MAX_STEPS =
      key("interest.max-steps-per-window")
          .intType()
          .defaultValue(256)
          .withDescription(
              "How many events of one user and window go through the LSTM, the latest ones.");

  public static final ConfigOption<Integer> INTEREST_MAX_PREFERENCES =
      key("interest.max-preferences")
          .intType()
          .defaultValue(500)
          .withDescription(
              "How many items and how many categories a user may have blocked, and of how many"
                  + " have asked for less or more. Of more, the oldest orders are forgotten.");

  public static final ConfigOption<Integer> INTEREST_BUNDLE =
      key("interest.bundle-size")
          .intType()
          .defaultValue(2_048)
          .withDescription("How many events of many users are taken in together at the most.");

  public static final ConfigOption<Duration> INTEREST_BUNDLE_AGE =
      key("interest.bundle-age")
          .durationType()
          .defaultValue(Duration.ofMillis(50))
          .withDescription("How long the first of them waits at the most.");

  public static final ConfigOption<Integer> INTEREST_BATCH =
      key("interest.batch-size")
          .intType()
          .defaultValue(1_024)
          .withDescription("How many users make one LSTM step together at the most.");

  public static final ConfigOption<Duration> USERS_TTL =
      key("users.time-to-live")
          .durationType()
          .defaultValue(Duration.ofDays(90))
          .withDescription(
              "State of a user, or of an item's counts, that was not touched for so long is"
                  + " dropped. Decide before the first start.");

  public static final ConfigOption<String> PRIVACY_KEYS =
      key("privacy.pseudonym-keys")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Where the keys are by which users' ids are replaced by pseudonyms, as file:/PATH or"
                  + " env:NAME, never a key itself. Empty where ids are pseudonyms already.");

  public static final ConfigOption<Boolean> PRIVACY_KEEP_TEXTS =
      key("privacy.keep-texts")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether what users wrote is kept once it has become a vector: in state until the"
                  + " window has fired, and in late-events.");

  public static final ConfigOption<Boolean> PRIVACY_SHREDDING =
      key("privacy.crypto-shredding")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether what state and outputs hold of a user is sealed by a key of the user's own,"
                  + " which an erasure destroys. It can be switched on and off at a savepoint.");

  public static final ConfigOption<String> PRIVACY_USER_KEYS =
      key("privacy.user-keys-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder of the users' keys, on a file system that all TaskManagers see, apart from"
                  + " savepoints and outputs and without versions or snapshots of deleted files."
                  + " Needed as long as anything is sealed.");

  public static final ConfigOption<String> PRIVACY_MASTER_KEY =
      key("privacy.master-key")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Where the master key is that wraps the users' keys, as file:/PATH or env:NAME, never"
                  + " a key itself; the command keys makes one.");

  public static final ConfigOption<Integer> PRIVACY_KEYS_REMEMBERED =
      key("privacy.user-keys-remembered")
          .intType()
          .defaultValue(100_000)
          .withDescription(
              "How many users' keys each TaskManager remembers; others are read when needed.");

  public static final ConfigOption<List<String>> SIMILARITY_CHANNELS =
      key("similarity.channels")
          .stringType()
          .asList()
          .defaultValues(
              CountChannel.defaults().stream().map(CountChannel::name).toArray(String[]::new))
          .withDescription(
              "The ways to count which items are seen together, separated by semicolons; each is a"
                  + " model. There are also item-cf-jaccard, item-cf-llr, the log-likelihood ratio,"
                  + " item-cf-swing, and item-cf-pearson, the correlation of weights. Any can be"
                  + " changed, as in item-cf:kind=cosine,linked=5,distance-decay=1,half-life=0,"
                  + "direction=both,shrinkage=20,recent=20,recency-decay=0.8 (kind may be jaccard,"
                  + " log-likelihood, swing or pearson, direction forward). Counts start anew when anything"
                  + " but shrinkage, recent and recency-decay changes.");

  public static final ConfigOption<Evidence> SIMILARITY_EVIDENCE =
      key("similarity.evidence")
          .enumType(Evidence.class)
          .defaultValue(Evidence.MET)
          .withDescription(
              "What an event counts: 1 when its item was met and not disliked or skipped, or the"
                  + " weight of the event.");

  public static final ConfigOption<Duration> SIMILARITY_LINKED_TIME =
      key("similarity.linked-time")
          .durationType()
          .defaultValue(Duration.ofDays(30))
          .withDescription("For how long items of one user count as seen together.");

  public static final ConfigOption<Duration> SIMILARITY_BURST =
      key("similarity.burst-time")
          .durationType()
          .defaultValue(Duration.ofMillis(UserBounds.DEFAULT.burstMillis()))
          .withDescription(
              "An event is not counted when the user's last interest.tail-length events all happened"
                  + " within so short a time before it: so fast are machines only. 0 counts all.");

  public static final ConfigOption<Integer> SIMILARITY_ERASABLE =
      key("similarity.erasable-events")
          .intType()
          .defaultValue(UserBounds.DEFAULT.erasableEvents())
          .withDescription(
              "Of how many of a user's latest events what they added to the item counts is taken back"
                  + " when the user is erased; 0 for none. So many to twice as many are kept, each for"
                  + " users.time-to-live.");

  public static final ConfigOption<Integer> SIMILARITY_SWING_USERS =
      key("similarity.swing-users")
          .intType()
          .defaultValue(UserBounds.DEFAULT.swingUsers())
          .withDescription(
              "How many users of an item are compared with each other for the kind swing, the latest"
                  + " ones. The work for a row grows with its square.");

  public static final ConfigOption<Integer> SIMILARITY_PAIRS =
      key("similarity.max-pairs")
          .intType()
          .defaultValue(500)
          .withDescription("How many pairs are kept per item.");

  public static final ConfigOption<Integer> SIMILARITY_NEIGHBOURS =
      key("similarity.max-neighbours")
          .intType()
          .defaultValue(100)
          .withDescription("How many of them a similarity row carries for each channel.");

  public static final ConfigOption<Duration> SIMILARITY_INTERVAL =
      key("similarity.emit-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription("How often at the most the row of one item is sent.");

  public static final ConfigOption<List<String>> RECOMMEND_MODELS =
      key("recommend.models")
          .stringType()
          .asList()
          .defaultValues(Scorers.defaults().toArray(String[]::new))
          .withDescription(
              "The models that take part, separated by semicolons: any of "
                  + String.join(", ", Scorers.names())
                  + ". Those that count items need their channel in similarity.channels; rnn and cnn"
                  + " need a model that was trained with them.");

  public static final ConfigOption<Integer> RECOMMEND_TOP_K =
      key("recommend.top-k")
          .intType()
          .defaultValue(10)
          .withDescription("How many items a list has.");

  public static final ConfigOption<Integer> RECOMMEND_CANDIDATES =
      key("recommend.candidates")
          .intType()
          .defaultValue(60)
          .withDescription("How many items each model may propose for it.");

  public static final ConfigOption<Integer> RECOMMEND_EXACT =
      key("recommend.exact-up-to")
          .intType()
          .defaultValue(200_000)
          .withDescription(
              "Up to so many items in the catalog, lstm, rnn, cnn, content and threshold score every"
                  + " item. In a larger one they score the 400 that an approximate index finds, and"
                  + " what other models propose; tf-idf then reads the 16,384 places of the rarest"
                  + " words instead of 100,000.");

  public static final ConfigOption<Double> RECOMMEND_INITIAL_WEIGHT =
      key("recommend.initial-weight")
          .doubleType()
          .defaultValue(0.2)
          .withDescription("Weight of each model in the blend before anything was learned.");

  public static final ConfigOption<Double> RECOMMEND_LEARNING_RATE =
      key("recommend.learning-rate")
          .doubleType()
          .defaultValue(0.1)
          .withDescription(
              "How fast the weights that users share follow what they meet, by AdaGrad; 0 to leave"
                  + " them as they are.");

  public static final ConfigOption<Double> RECOMMEND_USER_PRIOR =
      key("recommend.user-prior")
          .doubleType()
          .defaultValue(0.1)
          .withDescription(
              "How probable it is held beforehand that weights of a user's own serve the user"
                  + " better than those of all users with as many events; what the user meets then"
                  + " tells. 0 for no weights of a user's own.");

  public static final ConfigOption<Double> RECOMMEND_USER_RATE =
      key("recommend.user-learning-rate")
          .doubleType()
          .defaultValue(0.02)
          .withDescription("How fast a user's own weights follow what the user meets.");

  public static final ConfigOption<Double> RECOMMEND_THRESHOLD =
      key("recommend.interest-threshold")
          .doubleType()
          .defaultValue(Threshold.DEFAULT_THRESHOLD)
          .withDescription(
              "For the model threshold: how much interest in a topic the likeness of consecutive"
                  + " texts must have added up to, 0 to 5, for the topic's items to be"
                  + " recommended.");

  public static final ConfigOption<Integer> RECOMMEND_USER_POOL =
      key("recommend.user-pool-size")
          .intType()
          .defaultValue(2_000)
          .withDescription(
              "For the model user-cf: among how many users, the last active ones, similar ones are"
                  + " looked for.");

  public static final ConfigOption<UserSimilarity> RECOMMEND_USER_SIMILARITY =
      key("recommend.user-similarity")
          .enumType(UserSimilarity.class)
          .defaultValue(UserSimilarity.COSINE)
          .withDescription(
              "And by what: the cosine of which items they met, or Pearson's correlation of what"
                  + " they thought of those that both met.");

  public static final ConfigOption<Boolean> RECOMMEND_EXCLUDE_MET =
      key("recommend.exclude-met")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether items that the user has met stay out of the list.");

  public static final ConfigOption<Integer> RECOMMEND_NEW_ITEMS =
      key("recommend.new-items")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many places of a list, at most all but one, are kept for items that nobody has"
                  + " met yet, the best of them by score; they stand where their score puts them."
                  + " What nobody is shown, nobody can meet.");

  public static final ConfigOption<Double> RECOMMEND_EXPLORATION =
      key("recommend.exploration")
          .doubleType()
          .defaultValue(0.0)
          .withDescription(
              "In which share of the lists, 0 to 1, one place, any, is given to one of the best"
                  + " items that the list would not have, to learn from what becomes of it.");

  public static final ConfigOption<Double> RECOMMEND_TURNED_DOWN =
      key("recommend.turned-down")
          .doubleType()
          .defaultValue(0.1)
          .withDescription(
              "How much a recent dislike, skip or low rating takes from the score of other items:"
                  + " its weight times this times the cosine of the texts, less with each event"
                  + " since; 0 for nothing.");

  public static final ConfigOption<Double> RECOMMEND_DIVERSITY =
      key("recommend.diversity")
          .doubleType()
          .defaultValue(0.085)
          .withDescription(
              "How much of a list's expected NDCG may be given for one of the mean distance of its"
                  + " pairs, which is 1 less their likeness by text and category; 0 for lists by"
                  + " score alone.");

  public static final ConfigOption<Double> RECOMMEND_CALIBRATION =
      key("recommend.calibration")
          .doubleType()
          .defaultValue(0.005)
          .withDescription(
              "How much of it may be given for one of the divergence of the list's categories from"
                  + " the shares of the user's topics; 0 not to look at it.");

  public static final ConfigOption<List<String>> RECOMMEND_ALLOWED =
      key("recommend.allowed-categories")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Only items of one of these categories are recommended, separated by semicolons;"
                  + " without any, all are.");

  public static final ConfigOption<List<String>> RECOMMEND_BANNED =
      key("recommend.banned-categories")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription("No item of one of these categories is recommended.");

  public static final ConfigOption<Duration> RECOMMEND_MAX_AGE =
      key("recommend.max-age")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "How old an item may be, by its time in the catalog and the user's latest event; items"
                  + " without a time are recommended at any age. 0 for any age.");

  public static final ConfigOption<Integer> RECOMMEND_PER_CATEGORY =
      key("recommend.max-per-category")
          .intType()
          .defaultValue(0)
          .withDescription(
              "How many items of one category a list may have, though it be shorter for it; an item"
                  + " counts in each of its categories. 0 for any number.");

  public static final ConfigOption<Double> RECOMMEND_MINIMUM_SCORE =
      key("recommend.minimum-score")
          .doubleType()
          .defaultValue(0.0)
          .withDescription("Items are recommended whose score is above it.");

  public static final ConfigOption<Duration> FEEDBACK_WITHIN =
      key("feedback.within")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "For how long after its window a list takes feedback, in event time; then its figures"
                  + " are final and it is forgotten.");

  public static final ConfigOption<Duration> PRIVACY_REFUSE_FOR =
      key("privacy.refuse-for")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "For how long, in event time, an erasure is remembered by a fingerprint, to refuse"
                  + " what comes late of the erased user. Should be as long as the topics of events"
                  + " and orders keep records.");

  public static final ConfigOption<Integer> QUALITY_WINDOW =
      key("quality.window")
          .intType()
          .defaultValue(5_000)
          .withDescription(
              "Over how many of the latest items the quality of lists is taken; of feedback, over how many"
                  + " of the latest lists.");

  public static final ConfigOption<Double> QUALITY_FADING =
      key("quality.fading-factor")
          .doubleType()
          .defaultValue(0.999)
          .withDescription(
              "And over all: what the weight of an item is multiplied by with each that comes after"
                  + " it.");

  public static final ConfigOption<Integer> QUALITY_EVERY =
      key("quality.emit-every")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "After so many items the figures of a model are sent; those of feedback, after so many"
                  + " lists.");

  public static final ConfigOption<Double> QUALITY_DRIFT_TOLERANCE =
      key("quality.drift-tolerance")
          .doubleType()
          .defaultValue(0.05)
          .withDescription(
              "How far the hit rate of a model may be below its mean without adding up to an alarm,"
                  + " in standard deviations of a hit.");

  public static final ConfigOption<Double> QUALITY_DRIFT_THRESHOLD =
      key("quality.drift-threshold")
          .doubleType()
          .defaultValue(150.0)
          .withDescription(
              "How much less than expected is an alarm, added up in the same; a higher one is later"
                  + " and seldom false.");

  public static final ConfigOption<Double> PRIVACY_EPSILON =
      key("privacy.epsilon")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Epsilon of one window's release, for all its statistics together; without it nothing"
                  + " is released.");

  public static final ConfigOption<Double> PRIVACY_DELTA =
      key("privacy.delta")
          .doubleType()
          .defaultValue(1e-6)
          .withDescription(
              "Delta likewise: how probable it may be that a release shows what only one user did.");

  public static final ConfigOption<Double> PRIVACY_BUDGET_EPSILON =
      key("privacy.budget-epsilon")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "How much epsilon all releases within privacy.budget-period may spend; what is above"
                  + " it is refused. Must be given with privacy.epsilon.");

  public static final ConfigOption<Double> PRIVACY_BUDGET_DELTA =
      key("privacy.budget-delta")
          .doubleType()
          .defaultValue(1e-4)
          .withDescription("How much delta likewise.");

  public static final ConfigOption<Duration> PRIVACY_BUDGET_PERIOD =
      key("privacy.budget-period")
          .durationType()
          .defaultValue(Duration.ofDays(30))
          .withDescription("Within any event time of this length the budget holds.");

  public static final ConfigOption<Duration> PRIVACY_WINDOW =
      key("privacy.release-window")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription("Event-time windows that are released, one after the other.");

  public static final ConfigOption<Duration> PRIVACY_LATENESS =
      key("privacy.release-lateness")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How long after its end such a window still takes events; longer than window.size or"
                  + " window.gap, or it misses those that still wait in a user's window.");

  public static final ConfigOption<List<String>> PRIVACY_STATISTICS =
      key("privacy.statistics")
          .stringType()
          .asList()
          .defaultValues(
              Arrays.stream(Statistic.values())
                  .map(statistic -> statistic.wireName() + ":" + statistic.defaultCap())
                  .toArray(String[]::new))
          .withDescription(
              "What is released, separated by semicolons, each with how many keys one user may"
                  + " count in: items met, topics, pairs of items met by the same user, languages,"
                  + " actions (event types by topic). Epsilon and delta are split evenly.");

  public static final ConfigOption<Integer> PRIVACY_MINIMUM_USERS =
      key("privacy.minimum-users")
          .intType()
          .defaultValue(10)
          .withDescription("No count of fewer users is released, whatever the noise.");

  public static final ConfigOption<MechanismChoice> PRIVACY_MECHANISM =
      key("privacy.mechanism")
          .enumType(MechanismChoice.class)
          .defaultValue(MechanismChoice.AUTO)
          .withDescription(
              "The noise: discrete Laplace, discrete Gaussian, or for each statistic the one that"
                  + " lets lower counts be told.");

  public static final ConfigOption<Integer> PRIVACY_MAX_ENTRIES =
      key("privacy.max-entries")
          .intType()
          .defaultValue(1_000)
          .withDescription("How many keys a released record tells, those of most users.");

  public static final ConfigOption<String> PRIVACY_NOISE_KEY =
      key("privacy.noise-key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Place of the key that the noise of releases is derived from, as in"
                  + " privacy.pseudonym-keys, so that a release that is made again after a failure"
                  + " is the same. Without it a key is drawn and kept in the state.");

  /** Where a new job begins to read. */
  public enum StartFrom {
    COMMITTED,
    EARLIEST,
    LATEST
  }

  private TrackerOptions() {}

  /** All options in the order of this file. */
  public static List<ConfigOption<?>> all() {
    return Arrays.stream(TrackerOptions.class.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == ConfigOption.class)
        .<ConfigOption<?>>map(
            field -> {
              try {
                return (ConfigOption<?>) field.get(null);
              } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }
}
