package org.interesttracker.interest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.metrics.ProcessMemory;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.SharedUserKeys;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountDeltas;

/**
 * Moves users' interest forward. Input 1: windows, keyed by user. Input 2: the catalog and model
 * activations, broadcast.
 *
 * <p>State: see {@link InterestState} and {@link SharedState}. Timers: none in event time. Order: a
 * user's windows are taken in in the order of their arrival. Windows wait in keyed state until the
 * catalog's watermark says that it was read once; from then on an event's interest does not depend
 * on the race between the two inputs.
 */
public final class TrackInterestOperator extends BundleOperator<InterestUpdate>
    implements TwoInputStreamOperator<UserWindow, Broadcast, InterestUpdate> {

  public static final OutputTag<CountDelta> COUNTS = new OutputTag<>("counts") {};

  /** Answers to users who asked what is known of them. */
  public static final OutputTag<InterestProfile> PROFILES = new OutputTag<>("profiles") {};

  /** What became of orders about consent. */
  public static final OutputTag<ConsentDecision> DECISIONS = new OutputTag<>("decisions") {};

  /** What may become part of a release, by user; nothing where nothing is released. */
  public static final OutputTag<PublishableEvent> PUBLISHABLE = new OutputTag<>("publishable") {};

  private static final long serialVersionUID = 1L;

  private static final int HEXADECIMAL = 16;

  private final InterestSettings settings;
  private final String modelLocation;
  private final int maxBatch;
  private final Duration ttl;
  private final SealSettings seals;
  private final boolean releases;
  private final SequenceModels models;

  private transient SharedUserKeys keys;
  private transient Sealer sealer;
  private transient SharedState shared;
  private transient InterestState state;
  private transient SequenceModel model;
  private transient InterestUpdater updater;
  private transient List<UserWindow> bundle;
  private transient CountDeltas deltas;
  private transient boolean catalogRead;
  private transient int lastWaves;
  private transient Counter usersUpdated;
  private transient Histogram stateBytes;
  private transient Histogram inference;

  /**
   * @param bundles sized in events
   * @param maxBatch the most users in one step of the model
   * @param modelLocation a model directory, or empty for the one that is shipped
   * @param ttl after which an inactive user's state is dropped
   * @param seals whether users' state is sealed
   * @param releases whether {@link #PUBLISHABLE} is asked for
   */
  public TrackInterestOperator(
      InterestSettings settings,
      BundleSettings bundles,
      int maxBatch,
      String modelLocation,
      Duration ttl,
      SealSettings seals,
      boolean releases) {
    this(settings, bundles, maxBatch, modelLocation, ttl, seals, releases, Lstm::new);
  }

  /**
   * @param models what runs the sequence model
   */
  public TrackInterestOperator(
      InterestSettings settings,
      BundleSettings bundles,
      int maxBatch,
      String modelLocation,
      Duration ttl,
      SealSettings seals,
      boolean releases,
      SequenceModels models) {
    super(bundles);
    this.seals = seals;
    this.settings = settings;
    this.maxBatch = maxBatch;
    this.modelLocation = modelLocation;
    this.ttl = ttl;
    this.releases = releases;
    this.models = models;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shared =
        new SharedState(
            context.getOperatorStateStore(),
            modelLocation,
            settings.similarity().channels(),
            getRuntimeContext().getJobInfo().getJobId(),
            Integer.MAX_VALUE);
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys = new SharedUserKeys(seals);
    sealer =
        keys.sealer(
            TrackerMetrics.of(getMetricGroup()).counter(TrackerMetric.SHREDDED_VALUES)::inc);
    state = new InterestState(getKeyedStateBackend(), ttl, sealer);
    bundle = new ArrayList<>();
    deltas = new CountDeltas(settings.similarity().channels());
    useModel();
    registerMetrics();
  }

  private void registerMetrics() {
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    usersUpdated = metrics.counter(TrackerMetric.USERS_UPDATED);
    stateBytes = metrics.histogram(TrackerMetric.USER_STATE_BYTES);
    inference = metrics.histogram(TrackerMetric.INFERENCE);
    metrics.gauge(TrackerMetric.WAVES, () -> lastWaves);
    metrics.gauge(
        TrackerMetric.MODEL_VERSION, () -> Long.parseLong(shared.model().version(), HEXADECIMAL));
    ProcessMemory.register(
        metrics, getContainingTask().getEnvironment().getTaskManagerInfo().getConfiguration());
  }

  @Override
  public void processElement1(StreamRecord<UserWindow> record) throws Exception {
    if (catalogRead) {
      gather(record.getValue());
    } else {
      state.use(record.getValue().userId());
      state.wait(record.getValue());
    }
  }

  @Override
  public void processElement2(StreamRecord<Broadcast> record) throws Exception {
    if (record.getValue().activation() != null) {
      flush();
    }
    if (shared.apply(record.getValue())) {
      useModel();
    }
  }

  /**
   * The end of time says that the catalog was read; from then on event time is that of the windows
   * alone. An input at the end of time would take it there when no events come for a while.
   */
  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    if (!catalogRead && mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      catalogRead = true;
      takeWaiting();
      processWatermarkStatus2(WatermarkStatus.IDLE);
    }
  }

  private void takeWaiting() throws Exception {
    for (InterestState.Waiting next : state.waiting()) {
      for (UserWindow window : state.take(next)) {
        gather(window);
      }
    }
  }

  private void gather(UserWindow window) throws Exception {
    bundle.add(window);
    gathered(1 + window.messages().size());
  }

  @Override
  protected void flushBundle() throws Exception {
    Map<String, UserTurn> turns = new LinkedHashMap<>();
    Map<String, Long> times = new HashMap<>();
    for (UserWindow window : bundle) {
      times.merge(window.userId(), window.lastTime(), Math::max);
      UserTurn turn = turns.get(window.userId());
      if (turn == null) {
        turn = load(window.userId());
        turns.put(window.userId(), turn);
      }
      turn.add(window);
    }
    bundle.clear();
    step(List.copyOf(turns.values()));
    for (UserTurn turn : turns.values()) {
      state.use(turn.userId());
      if (turn.history().isErased()) {
        sealer.forget(turn.userId());
      }
      state.store(turn.state(), times.get(turn.userId()));
      storeCounted(turn);
      turn.updates().forEach(this::emit);
      turn.answers().forEach(this::emit);
      if (turn.isConsentNews()) {
        state.storeConsents(turn.consents());
      }
      turn.decisions().forEach(this::emit);
      turn.erasures().forEach(this::emit);
    }
    deltas.drain(this::send);
    usersUpdated.inc(turns.size());
    measure(turns.values().iterator().next().state());
  }

  private void step(List<UserTurn> turns) {
    long start = System.nanoTime();
    lastWaves = updater.update(turns);
    inference.update(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
  }

  /** One user of a bundle tells enough. */
  private void measure(UserState user) throws Exception {
    if (user != null) {
      stateBytes.update(state.bytes(user));
    }
  }

  /** Adding is cheap. What is too long is shortened only now and then, because that reads it. */
  private void storeCounted(UserTurn turn) throws Exception {
    CountedHistory history = turn.history();
    if (history.isErased()) {
      state.replaceCounted(history.added());
    } else if (turn.isHistoryLong()) {
      state.replaceCounted(history.latest());
    } else if (!history.added().isEmpty()) {
      state.addCounted(history.added());
    }
  }

  private UserTurn load(String userId) throws Exception {
    state.use(userId);
    return new UserTurn(
        userId,
        state.user(),
        settings,
        shared.catalog(),
        deltas::add,
        new CountedHistory(settings, () -> state.counted(userId), this::sendApart),
        releases ? this::publish : event -> {});
  }

  /** After all that was added before it. */
  private void sendApart(CountDelta delta) {
    deltas.drain(this::send);
    send(delta);
  }

  private void send(CountDelta delta) {
    output.collect(COUNTS, new StreamRecord<>(delta));
  }

  private void publish(PublishableEvent event) {
    output.collect(PUBLISHABLE, new StreamRecord<>(event, event.timestamp()));
  }

  private void emit(InterestUpdate update) {
    output.collect(new StreamRecord<>(update, update.windowEnd() - 1));
  }

  private void emit(InterestProfile answer) {
    output.collect(PROFILES, new StreamRecord<>(answer, answer.timestamp()));
  }

  private void emit(ConsentDecision decision) {
    output.collect(DECISIONS, new StreamRecord<>(decision, decision.timestamp()));
  }

  private void emit(ErasurePart erased) {
    output.collect(TimelineOperator.ERASURES, new StreamRecord<>(erased, erased.erasedAt()));
  }

  private void useModel() {
    closeModel();
    model = models.of(shared.model());
    updater = new InterestUpdater(model, maxBatch);
  }

  private void closeModel() {
    if (model != null) {
      model.close();
    }
  }

  @Override
  public void close() throws Exception {
    closeModel();
    if (shared != null) {
      shared.close();
    }
    if (keys != null) {
      keys.close();
    }
    super.close();
  }
}
