package org.interesttracker.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.event.ConsentChange;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.EventWeights;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.similarity.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which model is in force, for all subtasks of all operators, and teaches it. Input 1:
 * users' messages, none where nothing is to be learned, and no events that nothing may learn of.
 * Input 2: catalog items and orders to activate a model. Output: the activations that hold, its own
 * among them; side output: what was decided, as metrics. One subtask.
 *
 * <p>A model is refused, and the one in force stays, if it cannot be read, is of another shape, or
 * foresees the events held back worse. What was learned is published as a directory that is never
 * changed, named after its version.
 *
 * <p>State: {@link SharedState} with the model in force, from which learning goes on after a
 * restore, and {@code withdrawn}, the users who withdrew consent before it was looked at upstream,
 * until they give it again or are erased. The memory of events is on the heap and fills again.
 * Timers: none. Watermarks: the end of time at once, since an activation holds when it comes and
 * must hold up nothing.
 */
public final class TeachModelOperator extends AbstractStreamOperator<Broadcast>
    implements TwoInputStreamOperator<UserMessage, Broadcast, Broadcast> {

  public static final OutputTag<QualityMetric> DECISIONS = new OutputTag<>("model-decisions") {};

  private static final List<Purpose> NEEDED = List.of(Purpose.PROFILE, Purpose.LEARN);
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TeachModelOperator.class);

  private final TeachSettings settings;
  private final EventWeights weights;
  private final String modelLocation;
  private final Channels channels;

  private transient SharedState shared;
  private transient ListState<String> withdrawnState;
  private transient Set<String> withdrawn;
  private transient LiveLearner learner;
  private transient long observed;
  private transient Counter published;
  private transient Counter refused;

  /**
   * @param modelLocation a model directory, or empty for the one that is shipped
   * @param channels of the similarity
   */
  public TeachModelOperator(
      TeachSettings settings, EventWeights weights, String modelLocation, Channels channels) {
    this.settings = settings;
    this.weights = weights;
    this.modelLocation = modelLocation;
    this.channels = channels;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shared =
        new SharedState(
            context.getOperatorStateStore(),
            modelLocation,
            channels,
            getRuntimeContext().getJobInfo().getJobId(),
            Integer.MAX_VALUE);
    withdrawnState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("withdrawn", Types.STRING));
    withdrawn = new HashSet<>();
    withdrawnState.get().forEach(withdrawn::add);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    withdrawnState.update(List.copyOf(withdrawn));
  }

  @Override
  public void open() throws Exception {
    super.open();
    learner =
        new LiveLearner(
            shared.model(), settings.learning(), settings.heldBack(), shared.catalog()::textVector);
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    published = metrics.counter(TrackerMetric.MODELS_PUBLISHED);
    refused = metrics.counter(TrackerMetric.MODELS_REFUSED);
    metrics.gauge(TrackerMetric.EVENTS_LEARNED, () -> observed);
    output.emitWatermark(Watermark.MAX_WATERMARK);
  }

  @Override
  public void processElement1(StreamRecord<UserMessage> record) throws Exception {
    UserMessage message = record.getValue();
    if (message.control() != null) {
      obey(message.control());
    } else if (!withdrawn.contains(message.userId())) {
      observe(message.event());
    }
  }

  private void obey(ControlMessage order) {
    if (order.type() == ControlType.ERASE_USER) {
      learner.forget(order.userId());
      withdrawn.remove(order.userId());
    } else if (order.type().isAboutConsent()) {
      obey(order.userId(), ConsentChange.of(order, order.timestamp()));
    }
  }

  /** What the user did before a withdrawal would be learned from again, so it is forgotten. */
  private void obey(String userId, ConsentChange change) {
    if (!Collections.disjoint(change.withdrawn(), NEEDED)) {
      learner.forget(userId);
    } else if (change.granted().containsAll(NEEDED)) {
      withdrawn.remove(userId);
    }
  }

  private void observe(Event event) throws Exception {
    learner.observe(event.userId(), TailEvent.of(event, weights, shared.catalog()));
    observed++;
    if (observed % settings.publishEvery() == 0) {
      publish(event.timestamp());
    }
  }

  private void publish(long time) throws Exception {
    InterestModel learned = learner.learned();
    LiveLearner.Comparison comparison = learner.compare(learned);
    if (comparison.targets() == 0 || comparison.isWorse()) {
      refuse("what was learned", "it is worse", comparison, time);
      return;
    }
    InterestModel written;
    try {
      written = write(learned, comparison);
    } catch (IOException e) {
      refuse("what was learned", "it cannot be written: " + e, comparison, time);
      return;
    }
    Path directory = directory(written.version());
    activate(
        new ControlMessage(
            ControlType.ACTIVATE_MODEL,
            null,
            null,
            directory.toUri().toString(),
            written.card().sha256(),
            time));
    learner.inForce(shared.model());
    decided(QualityMetric.MODEL_PUBLISHED, written.version(), comparison, time);
    published.inc();
  }

  private Path directory(String version) {
    return ModelFiles.path(settings.publishPath()).resolve(version);
  }

  private InterestModel write(InterestModel learned, LiveLearner.Comparison comparison)
      throws IOException {
    Path partial = directory("part");
    InterestModel written =
        ModelFiles.write(
            partial,
            learned.lstm(),
            learned.projections(),
            learned.residuals(),
            learned.biases(),
            learned.links(),
            learned.networks(),
            Map.of("events", String.valueOf(observed), "after", shared.model().version()),
            Map.of(),
            Map.of(
                "held_back_targets",
                (double) comparison.targets(),
                "held_back_NDCG@10",
                comparison.ndcg(),
                "held_back_NDCG@10_before",
                comparison.before()));
    ModelFiles.move(partial, directory(written.version()));
    return written;
  }

  @Override
  public void processElement2(StreamRecord<Broadcast> record) throws Exception {
    Broadcast news = record.getValue();
    if (news.activation() == null) {
      shared.apply(news);
      return;
    }
    ControlMessage order = news.activation();
    InterestModel next;
    try {
      next = ModelFiles.load(order.model());
      next.checkCanReplace(shared.model(), order.sha256());
    } catch (RuntimeException e) {
      refuse(order.model(), e.getMessage(), new LiveLearner.Comparison(0, 0, 0), order.timestamp());
      return;
    }
    LiveLearner.Comparison comparison = learner.compare(next);
    if (comparison.isWorse()) {
      refuse(order.model(), "it is worse", comparison, order.timestamp());
      return;
    }
    activate(order);
    learner.startFrom(shared.model());
    decided(QualityMetric.MODEL_ACTIVATED, next.version(), comparison, order.timestamp());
  }

  private void activate(ControlMessage order) throws Exception {
    Broadcast news = Broadcast.of(order);
    shared.apply(news);
    output.collect(new StreamRecord<>(news));
  }

  private void refuse(String which, String reason, LiveLearner.Comparison comparison, long time) {
    LOG.warn(
        "Model {} is refused, {} stays: {} (NDCG@10 {} against {} on {} events held back)",
        which,
        shared.model().version(),
        reason,
        comparison.ndcg(),
        comparison.before(),
        comparison.targets());
    decided(QualityMetric.MODEL_REFUSED, shared.model().version(), comparison, time);
    refused.inc();
  }

  private void decided(
      String decision, String version, LiveLearner.Comparison comparison, long time) {
    output.collect(
        DECISIONS,
        new StreamRecord<>(
            QualityMetric.decision(
                decision,
                version,
                comparison.ndcg(),
                comparison.before(),
                comparison.targets(),
                time)));
  }

  @Override
  public void processWatermark(Watermark mark) {}

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void close() throws Exception {
    if (shared != null) {
      shared.close();
    }
    super.close();
  }
}
