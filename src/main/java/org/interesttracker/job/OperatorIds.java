package org.interesttracker.job;

/**
 * The uid of every operator. State is found by it: never rename one, never reuse one. The same word
 * is the operator's name.
 */
public final class OperatorIds {

  public static final String READ_EVENTS = "read-events";
  public static final String READ_CATALOG = "read-catalog";
  public static final String READ_CONTROL = "read-control";
  public static final String READ_SIMILARITY = "read-similarity";
  public static final String READ_SEED = "read-seed";
  public static final String PARSE_EVENTS = "parse-events";
  public static final String PARSE_CATALOG = "parse-catalog";
  public static final String PARSE_CONTROL = "parse-control";
  public static final String PARSE_SIMILARITY = "parse-similarity";
  public static final String PARSE_SEED = "parse-seed";
  public static final String CATALOG_READ = "catalog-read";
  public static final String CONTROL_TIME = "control-time";
  public static final String CONTROL_IDLE = "control-idle";
  public static final String SEED_IDLE = "seed-idle";
  public static final String SIMILARITY_TIME = "similarity-time";
  public static final String EMBED_EVENTS = "embed-events";
  public static final String EMBED_ITEMS = "embed-items";
  public static final String EVENT_MESSAGES = "event-messages";
  public static final String CONTROL_MESSAGES = "control-messages";
  public static final String ACTIVATIONS = "activations";
  public static final String ACTIVATION_NEWS = "activation-news";
  public static final String TAUGHT_MESSAGES = "taught-messages";
  public static final String CONSENTED_MESSAGES = "consented-messages";
  public static final String TEACH_MODEL = "teach-model";
  public static final String USER_ORDERS = "user-orders";
  public static final String ITEM_NEWS = "item-news";
  public static final String ROW_NEWS = "row-news";
  public static final String LOADED_ROW_NEWS = "loaded-row-news";
  public static final String USERS = "users";
  public static final String USER_NEWS = "user-news";
  public static final String ASSIGN_PSEUDONYM = "assign-pseudonym";
  public static final String ISSUE_KEYS = "issue-keys";
  public static final String TIMELINE = "timeline";
  public static final String TEACHING_MESSAGES = "teaching-messages";
  public static final String SEAL_MESSAGES = "seal-messages";
  public static final String WINDOW = "window";
  public static final String TRACK_INTEREST = "track-interest";
  public static final String LEARN_SIMILARITY = "learn-similarity";
  public static final String RECOMMEND = "recommend";
  public static final String PREQUENTIAL_QUALITY = "prequential-quality";
  public static final String FEEDBACK_MESSAGES = "feedback-messages";
  public static final String JOIN_FEEDBACK = "join-feedback";
  public static final String FEEDBACK_QUALITY = "feedback-quality";
  public static final String BOUND_CONTRIBUTIONS = "bound-contributions";
  public static final String SUM_CONTRIBUTIONS = "sum-contributions";
  public static final String RELEASE = "release";
  public static final String RECEIPT = "receipt";
  public static final String LATE_EVENTS = "late-events";
  public static final String KEY_ENDS = "key-ends";
  public static final String DESTROY_KEYS = "destroy-keys";
  public static final String WRITE_INTERESTS = "write-interests";
  public static final String WRITE_RECOMMENDATIONS = "write-recommendations";
  public static final String WRITE_PROFILES = "write-profiles";
  public static final String WRITE_DECISIONS = "write-decisions";
  public static final String WRITE_DEAD_LETTERS = "write-dead-letters";
  public static final String WRITE_LATE_EVENTS = "write-late-events";
  public static final String WRITE_REFUSED = "write-refused";
  public static final String WRITE_RECEIPTS = "write-receipts";
  public static final String WRITE_METRICS = "write-metrics";
  public static final String WRITE_RELEASED = "write-released";

  /** Before the uid of an output's writer. */
  static final String SEAL = "seal-";

  /** Of the command similarity, whose job keeps no state. */
  public static final String LINK_HISTORY = "link-history";

  public static final String SUM_COUNTS = "sum-counts";
  public static final String WRITE_COUNTS = "write-counts";

  /** Endings of the uids of sources. */
  public static final String FROM_FILE = "-file";

  public static final String FROM_TOPIC = "-topic";
  static final String ABSENT = "-absent";
  static final String NOTHING = "-nothing";
  static final String NO_RECORD = "-no-record";

  private OperatorIds() {}
}
