package org.interesttracker.metrics;

import java.util.List;

/**
 * Every Flink metric of the job's own. An operator has those that name it, in each subtask. Counts
 * are of the subtask since its start. All labels have a handful of values, and none names a user.
 */
public enum TrackerMetric {
  RECORDS_ACCEPTED(
      Kind.COUNTER,
      "recordsAccepted",
      List.of("input"),
      "parse-*",
      "records that could be used, by input: events, catalog, control, similarity, seed"),
  DEAD_LETTERS(
      Kind.COUNTER,
      "deadLetters",
      List.of("input", "reason"),
      "parse-*",
      "records that could not be used, by input and by the reason that stands in the record"),
  LATE_EVENTS(
      Kind.COUNTER,
      "lateEvents",
      List.of(),
      "late-events",
      "events that came after their window had closed for good"),
  DUPLICATES(
      Kind.COUNTER,
      "duplicates",
      List.of(),
      "timeline",
      "events dropped because their id had come before"),
  REFUSED(
      Kind.COUNTER,
      "refused",
      List.of(),
      "timeline",
      "messages of erased users that came too late"),
  UNDER_PREVIOUS_KEY(
      Kind.COUNTER,
      "underPreviousKey",
      List.of(),
      "assign-pseudonym",
      "messages of users who are known under the previous key, while two keys live"),
  UNDER_CURRENT_KEY(
      Kind.COUNTER,
      "underCurrentKey",
      List.of(),
      "assign-pseudonym",
      "messages of the others meanwhile"),
  SHREDDED_VALUES(
      Kind.COUNTER,
      "shreddedValues",
      List.of(),
      "all that read or write sealed values",
      "values met whose key was destroyed"),
  BUNDLE_SIZE(
      Kind.HISTOGRAM,
      "bundleSize",
      List.of(),
      "embed-events, embed-items, track-interest",
      "what a bundle held when it was worked on: texts; of track-interest, windows and their"
          + " messages"),
  BUNDLE_AGE(
      Kind.HISTOGRAM,
      "bundleAgeMillis",
      List.of(),
      "embed-events, embed-items, track-interest",
      "how long the first record of a bundle had waited then"),
  BUNDLE_FLUSH(
      Kind.HISTOGRAM,
      "bundleFlushMicros",
      List.of(),
      "embed-events, embed-items, track-interest",
      "how long the work on a bundle took, inference and state included"),
  INFERENCE(
      Kind.HISTOGRAM,
      "inferenceMicros",
      List.of(),
      "embed-events, embed-items, track-interest",
      "how long the model took for a bundle: the language model, or the LSTM for all steps of all"
          + " users"),
  EMBEDDING_BATCH(
      Kind.HISTOGRAM,
      "embeddingBatchSize",
      List.of(),
      "embed-events, embed-items",
      "texts of a bundle that the language model read, as they were not in the cache"),
  CACHE_HITS(
      Kind.GAUGE,
      "cacheHits",
      List.of(),
      "embed-events, embed-items",
      "how often a text's vector was in the cache"),
  CACHE_MISSES(
      Kind.GAUGE,
      "cacheMisses",
      List.of(),
      "embed-events, embed-items",
      "how often it had to be computed"),
  USERS_UPDATED(
      Kind.COUNTER,
      "usersUpdated",
      List.of(),
      "track-interest",
      "users whose state was moved forward, once per bundle"),
  USER_STATE_BYTES(
      Kind.HISTOGRAM,
      "userStateBytes",
      List.of(),
      "track-interest",
      "size of the value `user` as serialized, before it is sealed; of one user per bundle"),
  WAVES(
      Kind.GAUGE,
      "waves",
      List.of(),
      "track-interest",
      "steps of the LSTM in the latest bundle: the events of the user who had the most"),
  MODEL_VERSION(
      Kind.GAUGE,
      "modelVersion",
      List.of(),
      "track-interest",
      "the version of the model in force, its first 12 hexadecimal digits as a number"),
  NATIVE_BYTES(
      Kind.GAUGE,
      "nativeBytes",
      List.of(),
      "track-interest",
      "off-heap memory of the process that JavaCPP counts: ND4J and OpenBLAS"),
  NATIVE_LIMIT(
      Kind.GAUGE, "nativeLimitBytes", List.of(), "track-interest", "how much of it JavaCPP allows"),
  ENCODER_BYTES(
      Kind.GAUGE,
      "encoderBytes",
      List.of(),
      "embed-events, embed-items",
      "off-heap memory that is set aside for the language models in ONNX Runtime"),
  OFF_HEAP_LIMIT(
      Kind.GAUGE,
      "offHeapLimitBytes",
      List.of(),
      "embed-events, embed-items",
      "taskmanager.memory.task.off-heap.size, which encoderBytes and nativeLimitBytes must fit"),
  RESIDENT_BYTES(
      Kind.GAUGE,
      "residentBytes",
      List.of(),
      "track-interest",
      "resident memory of the process: heap, RocksDB, ONNX Runtime and all else"),
  PROCESS_LIMIT(
      Kind.GAUGE,
      "processLimitBytes",
      List.of(),
      "track-interest",
      "taskmanager.memory.process.size; 0 where it is not set"),
  SIMILARITY_ROWS_OUT(
      Kind.COUNTER,
      "similarityRowsOut",
      List.of(),
      "learn-similarity",
      "rows of item counts sent to all who recommend"),
  LISTS(Kind.COUNTER, "lists", List.of(), "recommend", "lists made"),
  EVENT_TO_LIST(
      Kind.HISTOGRAM,
      "eventToListMillis",
      List.of(),
      "recommend",
      "wall clock when a list is made, less the time of the latest event in it: the wait for the"
          + " window is part of it, and when history is read its age"),
  CATALOG_ITEMS(Kind.GAUGE, "catalogItems", List.of(), "recommend", "items of the catalog"),
  ITEMS_TO_INDEX(
      Kind.GAUGE,
      "itemsToIndex",
      List.of(),
      "recommend",
      "changes of items that the index of a large catalog has not taken in"),
  SIMILARITY_ROWS(Kind.GAUGE, "similarityRows", List.of(), "recommend", "items with item counts"),
  UNKNOWN_RULE_CATEGORIES(
      Kind.GAUGE,
      "unknownRuleCategories",
      List.of(),
      "recommend",
      "categories that the rules for lists name and no item has"),
  COUNTS_LAG(
      Kind.GAUGE,
      "countsLagMillis",
      List.of(),
      "recommend",
      "how far the item counts were behind the latest list, event time"),
  BLEND_WEIGHT(
      Kind.GAUGE,
      "blendWeight",
      List.of("model"),
      "recommend",
      "how far a model is trusted for all users"),
  QUALITY(
      Kind.GAUGE,
      "quality",
      List.of("model", "figure"),
      "prequential-quality, feedback-quality",
      "the latest figure of the output `metrics` over its window, by model and by name; there from"
          + " the first figure on"),
  DRIFT_ALARMS(
      Kind.COUNTER,
      "driftAlarms",
      List.of("model"),
      "prequential-quality",
      "alarms that a model's hit rate fell; there from the model's first score on"),
  FEEDBACK_JOINED(
      Kind.COUNTER,
      "feedbackJoined",
      List.of(),
      "join-feedback",
      "messages of feedback that were joined with their list"),
  FEEDBACK_NOT_LISTED(
      Kind.COUNTER,
      "feedbackNotListed",
      List.of(),
      "join-feedback",
      "feedback on items that were not in the list that it names"),
  FEEDBACK_NOT_SHOWN(
      Kind.COUNTER,
      "feedbackNotShown",
      List.of(),
      "join-feedback",
      "items that got feedback without being shown"),
  FEEDBACK_WITHOUT_LIST(
      Kind.COUNTER,
      "feedbackWithoutList",
      List.of(),
      "join-feedback",
      "feedback whose list never came, or was closed"),
  EVENTS_LEARNED(
      Kind.GAUGE,
      "eventsLearned",
      List.of(),
      "teach-model",
      "events that live learning has seen since the start"),
  MODELS_PUBLISHED(Kind.COUNTER, "modelsPublished", List.of(), "teach-model", "versions published"),
  MODELS_REFUSED(
      Kind.COUNTER,
      "modelsRefused",
      List.of(),
      "teach-model",
      "models refused: damaged, of another shape, or worse"),
  LATE_CONTRIBUTIONS(
      Kind.COUNTER,
      "lateContributions",
      List.of(),
      "bound-contributions",
      "events too late for their release"),
  EPSILON_SPENT(
      Kind.GAUGE, "epsilonSpent", List.of(), "release", "epsilon spent within the budget's period"),
  EPSILON_BUDGET(
      Kind.GAUGE, "epsilonBudget", List.of(), "release", "how much may be spent within it"),
  DELTA_SPENT(
      Kind.GAUGE, "deltaSpent", List.of(), "release", "delta spent within the budget's period"),
  DELTA_BUDGET(Kind.GAUGE, "deltaBudget", List.of(), "release", "how much may be spent within it"),
  ERASURES(Kind.COUNTER, "erasures", List.of(), "receipt", "users of whom nothing is left"),
  DESTROYED_KEYS(
      Kind.COUNTER, "destroyedKeys", List.of(), "destroy-keys", "keys of erased users destroyed");

  /** The group within that of the operator that all are in. */
  public static final String GROUP = "interestTracker";

  private final Kind kind;
  private final String id;
  private final List<String> labels;
  private final String operators;
  private final String meaning;

  /** What is told of it. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  TrackerMetric(Kind kind, String id, List<String> labels, String operators, String meaning) {
    this.kind = kind;
    this.id = id;
    this.labels = labels;
    this.operators = operators;
    this.meaning = meaning;
  }

  public Kind kind() {
    return kind;
  }

  /** The name, with the unit at its end where it is no count. */
  public String id() {
    return id;
  }

  /** The names of its labels, in their order. */
  public List<String> labels() {
    return labels;
  }

  /** The operators that have it, in words. */
  public String operators() {
    return operators;
  }

  /** What it says, in words. */
  public String meaning() {
    return meaning;
  }

  /** What Flink's reporter for Prometheus calls it. */
  public String prometheusName() {
    StringBuilder name = new StringBuilder("flink_taskmanager_job_task_operator_").append(GROUP);
    labels.forEach(label -> name.append('_').append(label));
    return name.append('_').append(id).toString();
  }
}
