package org.interesttracker.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.erasure.ErasureReceipt;
import org.interesttracker.erasure.ReceiptFunction;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ConsentFilterFunction;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.Event;
import org.interesttracker.event.IssueKeysOperator;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.Refusal;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.event.UserMessage;
import org.interesttracker.feedback.FeedbackMessage;
import org.interesttracker.feedback.JoinFeedbackFunction;
import org.interesttracker.feedback.ListFeedback;
import org.interesttracker.interest.ConsentDecision;
import org.interesttracker.interest.InterestProfile;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.TrackInterestOperator;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.privacy.AssignPseudonymOperator;
import org.interesttracker.privacy.BoundContributionsFunction;
import org.interesttracker.privacy.KeyTotal;
import org.interesttracker.privacy.PseudonymSettings;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.privacy.ReleaseOperator;
import org.interesttracker.privacy.ReleasedStatistic;
import org.interesttracker.privacy.SumContributionsFunction;
import org.interesttracker.quality.MeasureFeedbackOperator;
import org.interesttracker.quality.MeasureQualityOperator;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.ListScore;
import org.interesttracker.recommend.RecommendOperator;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.recommend.Scorers;
import org.interesttracker.recommend.UserCf;
import org.interesttracker.seal.DestroyKeysOperator;
import org.interesttracker.seal.KeyEnd;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.LearnSimilarityFunction;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.UserSimilarity;
import org.interesttracker.text.EmbedTextsOperator;
import org.interesttracker.text.ItemText;
import org.interesttracker.training.TeachModelOperator;
import org.interesttracker.window.OpenMessagesFunction;
import org.interesttracker.window.SealMessagesFunction;
import org.interesttracker.window.Windows;

/**
 * The whole topology: parse, embed, track, learn, recommend. It knows neither Kafka nor files.
 *
 * <pre>
 * events ──► parse ──► embed ─┐
 * control ─► parse ───────────┴─► timeline ─► window ─► track-interest ─────────────► recommend ─► out
 * catalog ─► parse ──► embed ══ broadcast ═════════════════╩══════════════════════════════╣
 *                                                    counts by item ─► learn-similarity ══╝
 *                                  scores of lists by model, from recommend ─► quality ─► out
 *      feedback, from the timeline, and lists, from recommend ─► join-feedback ─► quality ─► out
 *     profiles that users asked for, what became of their consent, from track-interest ─► out
 *    events, from track-interest ─► bound-contributions ─► sum-contributions ─► release ─► out
 *   what was removed of erased users, from all that hold something ─► receipt ─────────────► out
 * </pre>
 */
public final class InterestPipeline {

  private final PipelineSettings settings;

  public InterestPipeline(PipelineSettings settings) {
    this.settings = settings;
  }

  /** What goes in, parsed, with watermarks. */
  public record Inputs(
      DataStream<Event> events,
      DataStream<CatalogItem> catalog,
      DataStream<ControlMessage> control,
      DataStream<SimilarityRow> similarity,
      DataStream<CountDelta> seed,
      DataStream<DeadLetter> deadLetters) {}

  /** What comes out. */
  public record Outputs(
      DataStream<InterestUpdate> interests,
      DataStream<Recommendation> recommendations,
      DataStream<InterestProfile> profiles,
      DataStream<ConsentDecision> decisions,
      DataStream<DeadLetter> deadLetters,
      DataStream<Event> lateEvents,
      DataStream<Refusal> refused,
      DataStream<ErasureReceipt> receipts,
      DataStream<QualityMetric> metrics,
      DataStream<ReleasedStatistic> released) {}

  public Outputs define(Inputs in) {
    SingleOutputStreamOperator<UserMessage> messages = messages(in.events(), in.control());
    KeyedStream<UserMessage, String> timelines = teaching(messages);
    DataStream<Broadcast> catalog = items(in.catalog());
    SingleOutputStreamOperator<Broadcast> models =
        models(timelines, catalog.union(activations(in.control())));
    DataStream<Broadcast> items = catalog.union(models).broadcast();
    SingleOutputStreamOperator<UserWindow> windows = windows(timelines);
    SingleOutputStreamOperator<InterestUpdate> interests = interests(windows, items);
    DataStream<Broadcast> rows =
        rows(interests.getSideOutput(TrackInterestOperator.COUNTS).union(in.seed()))
            .union(loadedRows(in.similarity()), users(interests))
            .broadcast();
    SingleOutputStreamOperator<Recommendation> recommendations =
        recommendations(interests, items.union(rows));
    SingleOutputStreamOperator<ListFeedback> feedback = joined(feedback(messages), recommendations);
    DataStream<ErasureReceipt> receipts =
        receipts(
            erasures(messages)
                .union(erasures(interests), erasures(recommendations), erasures(feedback)));
    destroyKeys(receipts);
    return new Outputs(
        interests,
        recommendations,
        interests.getSideOutput(TrackInterestOperator.PROFILES),
        interests.getSideOutput(TrackInterestOperator.DECISIONS),
        in.deadLetters(),
        lateEvents(windows),
        messages.getSideOutput(TimelineOperator.REFUSED),
        receipts,
        quality(recommendations.getSideOutput(RecommendOperator.SCORES))
            .union(feedbackQuality(feedback))
            .union(models.getSideOutput(TeachModelOperator.DECISIONS)),
        released(interests));
  }

  /** One subtask gathers the items again, so that one sees when the catalog has been read. */
  private DataStream<Broadcast> items(DataStream<CatalogItem> catalog) {
    DataStream<Broadcast> items =
        named(
                catalog.transform(
                    OperatorIds.EMBED_ITEMS,
                    TypeInformation.of(CatalogItem.class),
                    new EmbedTextsOperator<>(
                        new ItemText(), settings.vectorizer(), settings.textBundles())),
                OperatorIds.EMBED_ITEMS)
            .map(Broadcast::of)
            .returns(Broadcast.class)
            .uid(OperatorIds.ITEM_NEWS)
            .name(OperatorIds.ITEM_NEWS)
            .setParallelism(1);
    return ReadOnce.mark(
        items,
        OperatorIds.CATALOG_READ,
        settings.catalogFirstWithin(),
        settings.catalogQuietAfter());
  }

  private DataStream<Broadcast> activations(DataStream<ControlMessage> control) {
    return control
        .filter(order -> order.type() == ControlType.ACTIVATE_MODEL)
        .uid(OperatorIds.ACTIVATIONS)
        .name(OperatorIds.ACTIVATIONS)
        .map(Broadcast::of)
        .returns(Broadcast.class)
        .uid(OperatorIds.ACTIVATION_NEWS)
        .name(OperatorIds.ACTIVATION_NEWS);
  }

  /** One subtask decides for all, so that no two ever work by different models for long. */
  private SingleOutputStreamOperator<Broadcast> models(
      DataStream<UserMessage> timelines, DataStream<Broadcast> news) {
    return named(
            taught(timelines)
                .connect(news)
                .transform(
                    OperatorIds.TEACH_MODEL,
                    TypeInformation.of(Broadcast.class),
                    new TeachModelOperator(
                        settings.teaching(),
                        settings.interest().weights(),
                        settings.vectorizer().modelLocation(),
                        settings.similarity().channels())),
            OperatorIds.TEACH_MODEL)
        .forceNonParallel();
  }

  /** What may be learned of, if anything is to be. */
  private DataStream<UserMessage> taught(DataStream<UserMessage> timelines) {
    boolean learns = settings.teaching().isOn();
    KeyedStream<UserMessage, String> messages =
        stillByUser(
            timelines
                .filter(message -> learns)
                .uid(OperatorIds.TAUGHT_MESSAGES)
                .name(OperatorIds.TAUGHT_MESSAGES));
    return named(
        messages.process(
            new ConsentFilterFunction(Purpose.LEARN, settings.defaultConsent(), settings.seals())),
        OperatorIds.CONSENTED_MESSAGES);
  }

  /** What users did, were shown, and ordered, by user. */
  private SingleOutputStreamOperator<UserMessage> messages(
      DataStream<Event> events, DataStream<ControlMessage> control) {
    DataStream<UserMessage> happened =
        named(
                events.transform(
                    OperatorIds.EMBED_EVENTS,
                    TypeInformation.of(Event.class),
                    new EmbedTextsOperator<>(
                        settings.eventText(), settings.vectorizer(), settings.textBundles())),
                OperatorIds.EMBED_EVENTS)
            .map(UserMessage::of)
            .returns(UserMessage.class)
            .uid(OperatorIds.EVENT_MESSAGES)
            .name(OperatorIds.EVENT_MESSAGES);
    DataStream<UserMessage> ordered =
        control
            .filter(order -> order.type() != ControlType.ACTIVATE_MODEL)
            .uid(OperatorIds.USER_ORDERS)
            .name(OperatorIds.USER_ORDERS)
            .map(UserMessage::of)
            .returns(UserMessage.class)
            .uid(OperatorIds.CONTROL_MESSAGES)
            .name(OperatorIds.CONTROL_MESSAGES);
    return named(
        keysIssued(byUser(happened.union(ordered)))
            .transform(
                OperatorIds.TIMELINE,
                TypeInformation.of(UserMessage.class),
                new TimelineOperator(
                    settings.deduplicateWithin(), settings.refuseFor(), settings.seals())),
        OperatorIds.TIMELINE);
  }

  /** Where users' values are sealed, their keys are there before the values. */
  private KeyedStream<UserMessage, String> keysIssued(KeyedStream<UserMessage, String> byUser) {
    if (!settings.seals().sealing()) {
      return byUser;
    }
    return stillByUser(
        named(
            byUser.transform(
                OperatorIds.ISSUE_KEYS,
                TypeInformation.of(UserMessage.class),
                new IssueKeysOperator(settings.seals())),
            OperatorIds.ISSUE_KEYS));
  }

  private KeyedStream<UserMessage, String> sealed(KeyedStream<UserMessage, String> timelines) {
    if (!settings.seals().sealing()) {
      return timelines;
    }
    return stillByUser(
        named(
            timelines.flatMap(new SealMessagesFunction(settings.seals())),
            OperatorIds.SEAL_MESSAGES));
  }

  /** A receipt comes when nothing is held of the user any more. */
  private void destroyKeys(DataStream<ErasureReceipt> receipts) {
    if (settings.seals().sealing()) {
      named(
          receipts
              .map(receipt -> new KeyEnd(receipt.userId(), receipt.erased()))
              .returns(KeyEnd.class)
              .uid(OperatorIds.KEY_ENDS)
              .name(OperatorIds.KEY_ENDS)
              .transform(
                  OperatorIds.DESTROY_KEYS,
                  TypeInformation.of(KeyEnd.class),
                  new DestroyKeysOperator(
                      settings.seals(),
                      settings.keysOutlast(),
                      receipts
                          .getExecutionEnvironment()
                          .getCheckpointConfig()
                          .isCheckpointingEnabled())),
          OperatorIds.DESTROY_KEYS);
    }
  }

  /**
   * Partitioned by the id that the user has from here on. With pseudonyms the operator that decides
   * on it is partitioned by the older one, so there is a second exchange; without, there is none.
   */
  private KeyedStream<UserMessage, String> byUser(DataStream<UserMessage> messages) {
    PseudonymSettings pseudonyms = settings.pseudonyms();
    DataStream<UserMessage> assigned =
        named(
            messages
                .keyBy(
                    pseudonyms.isOn() ? AssignPseudonymOperator::route : UserMessage::userId,
                    Types.STRING)
                .transform(
                    OperatorIds.ASSIGN_PSEUDONYM,
                    TypeInformation.of(UserMessage.class),
                    new AssignPseudonymOperator(pseudonyms)),
            OperatorIds.ASSIGN_PSEUDONYM);
    return pseudonyms.isOn()
        ? assigned.keyBy(UserMessage::userId, Types.STRING)
        : stillByUser(assigned);
  }

  /** What came of a stream by user without an exchange is by user still. */
  private static KeyedStream<UserMessage, String> stillByUser(DataStream<UserMessage> messages) {
    return DataStreamUtils.reinterpretAsKeyedStream(messages, UserMessage::userId, Types.STRING);
  }

  /** That a user was shown something is no part of what the user did. */
  private static KeyedStream<UserMessage, String> teaching(DataStream<UserMessage> messages) {
    return stillByUser(
        messages
            .filter(message -> message.event() == null || message.event().type().teaches())
            .uid(OperatorIds.TEACHING_MESSAGES)
            .name(OperatorIds.TEACHING_MESSAGES));
  }

  private static KeyedStream<FeedbackMessage, String> feedback(DataStream<UserMessage> messages) {
    return DataStreamUtils.reinterpretAsKeyedStream(
        messages
            .<FeedbackMessage>flatMap(
                (message, out) -> FeedbackMessage.of(message).ifPresent(out::collect))
            .returns(FeedbackMessage.class)
            .uid(OperatorIds.FEEDBACK_MESSAGES)
            .name(OperatorIds.FEEDBACK_MESSAGES),
        FeedbackMessage::userId,
        Types.STRING);
  }

  private SingleOutputStreamOperator<UserWindow> windows(
      KeyedStream<UserMessage, String> timelines) {
    return named(
        Windows.of(sealed(timelines), settings.windows(), settings.seals()), OperatorIds.WINDOW);
  }

  private DataStream<Event> lateEvents(SingleOutputStreamOperator<UserWindow> windows) {
    return windows
        .getSideOutput(Windows.LATE)
        .flatMap(new OpenMessagesFunction(settings.seals()))
        .returns(Event.class)
        .uid(OperatorIds.LATE_EVENTS)
        .name(OperatorIds.LATE_EVENTS);
  }

  private SingleOutputStreamOperator<InterestUpdate> interests(
      DataStream<UserWindow> windows, DataStream<Broadcast> items) {
    return BroadcastConnection.connect(
        OperatorIds.TRACK_INTEREST,
        windows,
        UserWindow::userId,
        items,
        new TrackInterestOperator(
            settings.interest(),
            settings.interestBundles(),
            settings.interestBatch(),
            settings.vectorizer().modelLocation(),
            settings.timeToLive(),
            settings.seals(),
            settings.release().isOn()),
        TypeInformation.of(InterestUpdate.class));
  }

  /** Behind the first operator nothing names a user. Nothing flows back from here. */
  private DataStream<ReleasedStatistic> released(
      SingleOutputStreamOperator<InterestUpdate> interests) {
    DataStream<KeyTotal> totals =
        DataStreamUtils.reinterpretAsKeyedStream(
                interests.getSideOutput(TrackInterestOperator.PUBLISHABLE),
                PublishableEvent::userId,
                Types.STRING)
            .process(new BoundContributionsFunction(settings.release(), settings.seals()))
            .uid(OperatorIds.BOUND_CONTRIBUTIONS)
            .name(OperatorIds.BOUND_CONTRIBUTIONS)
            .keyBy(contribution -> contribution.key().id(), Types.STRING)
            .process(new SumContributionsFunction(settings.release()))
            .uid(OperatorIds.SUM_CONTRIBUTIONS)
            .name(OperatorIds.SUM_CONTRIBUTIONS);
    return named(
            totals.transform(
                OperatorIds.RELEASE,
                TypeInformation.of(ReleasedStatistic.class),
                new ReleaseOperator(settings.release(), KeyFiles::readInJob)),
            OperatorIds.RELEASE)
        .setParallelism(1);
  }

  private DataStream<Broadcast> rows(DataStream<CountDelta> counts) {
    return counts
        .keyBy(CountDelta::itemId, Types.STRING)
        .process(new LearnSimilarityFunction(settings.similarity(), settings.timeToLive()))
        .uid(OperatorIds.LEARN_SIMILARITY)
        .name(OperatorIds.LEARN_SIMILARITY)
        .map(Broadcast::of)
        .returns(Broadcast.class)
        .uid(OperatorIds.ROW_NEWS)
        .name(OperatorIds.ROW_NEWS);
  }

  private DataStream<Broadcast> loadedRows(DataStream<SimilarityRow> similarity) {
    return similarity
        .map(Broadcast::of)
        .returns(Broadcast.class)
        .uid(OperatorIds.LOADED_ROW_NEWS)
        .name(OperatorIds.LOADED_ROW_NEWS);
  }

  /** Every subtask looks for similar users among all, so that it must be told of them. */
  private DataStream<Broadcast> users(DataStream<InterestUpdate> interests) {
    UserSimilarity similarity = settings.recommend().userSimilarity();
    boolean used = settings.recommend().models().contains(Scorers.USER_CF);
    return interests
        .filter(interest -> used)
        .uid(OperatorIds.USERS)
        .name(OperatorIds.USERS)
        .map(interest -> Broadcast.of(UserCf.itemsOf(interest, similarity)))
        .returns(Broadcast.class)
        .uid(OperatorIds.USER_NEWS)
        .name(OperatorIds.USER_NEWS);
  }

  private SingleOutputStreamOperator<Recommendation> recommendations(
      DataStream<InterestUpdate> interests, DataStream<Broadcast> news) {
    return BroadcastConnection.connect(
        OperatorIds.RECOMMEND,
        interests,
        InterestUpdate::userId,
        news,
        new RecommendOperator(
            settings.recommend(),
            settings.recommendBundles(),
            settings.vectorizer().modelLocation(),
            settings.similarity().channels(),
            settings.timeToLive(),
            settings.seals()),
        TypeInformation.of(Recommendation.class));
  }

  private DataStream<QualityMetric> quality(DataStream<ListScore> scores) {
    return named(
        scores
            .keyBy(ListScore::model, Types.STRING)
            .transform(
                OperatorIds.PREQUENTIAL_QUALITY,
                TypeInformation.of(QualityMetric.class),
                new MeasureQualityOperator(settings.quality())),
        OperatorIds.PREQUENTIAL_QUALITY);
  }

  /** Lists come partitioned by user. */
  private SingleOutputStreamOperator<ListFeedback> joined(
      KeyedStream<FeedbackMessage, String> feedback, DataStream<Recommendation> lists) {
    return named(
        feedback
            .connect(
                DataStreamUtils.reinterpretAsKeyedStream(
                    lists, Recommendation::userId, Types.STRING))
            .process(
                new JoinFeedbackFunction(
                    settings.feedbackWithin(),
                    settings.timeToLive(),
                    settings.defaultConsent(),
                    settings.seals())),
        OperatorIds.JOIN_FEEDBACK);
  }

  private DataStream<QualityMetric> feedbackQuality(DataStream<ListFeedback> joined) {
    return named(
        joined
            .keyBy(list -> LastLists.BLEND, Types.STRING)
            .transform(
                OperatorIds.FEEDBACK_QUALITY,
                TypeInformation.of(QualityMetric.class),
                new MeasureFeedbackOperator(settings.quality())),
        OperatorIds.FEEDBACK_QUALITY);
  }

  private static DataStream<ErasurePart> erasures(SingleOutputStreamOperator<?> operator) {
    return operator.getSideOutput(TimelineOperator.ERASURES);
  }

  private DataStream<ErasureReceipt> receipts(DataStream<ErasurePart> parts) {
    return named(
        parts
            .keyBy(ErasurePart::userId, Types.STRING)
            .process(new ReceiptFunction(settings.erasure())),
        OperatorIds.RECEIPT);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> stream, String id) {
    return stream.uid(id).name(id);
  }
}
