package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.TrackInterestOperatorTest.Harness;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.ItemCounts;
import org.interesttracker.similarity.LearnSimilarityFunction;
import org.interesttracker.similarity.PairCounts;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.UserBounds;
import org.interesttracker.similarity.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an erased user had added to the item counts, by the two operators of the job. */
class CountErasureTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration TTL = Duration.ofDays(1);

  /** All channels there are: with and without decay, of all kinds. */
  private static final Channels CHANNELS = new Channels(CountChannel.known());

  private static final SimilaritySettings SIMILARITY =
      new SimilaritySettings(
          CHANNELS, Evidence.MET, Duration.ofDays(30).toMillis(), 1_000, 1_000, 1_000);

  @TempDir private Path folder;
  private String model;

  @BeforeEach
  void writeModel() throws Exception {
    model = ModelFixtures.untrained(folder.resolve("model"), 8, 16, 1).toUri().toString();
  }

  @Test
  void theCountsAreThoseOfTheOthersAlone() throws Exception {
    List<UserWindow> ben = windows("ben", 1);
    List<UserWindow> both = new ArrayList<>();
    List<UserWindow> ann = windows("ann", 2);
    for (int w = 0; w < ben.size(); w++) {
      both.add(ann.get(w));
      both.add(ben.get(w));
    }
    both.add(order("ann", ControlType.ERASE_USER, ann.size()));
    for (int bundle : new int[] {1, 7, 1_000}) {
      assertSame(counts(deltas(both, bundle)), counts(deltas(ben, bundle)));
    }
  }

  @Test
  void whatTheUserForgotBeforeIsTakenBackAsWell() throws Exception {
    List<UserWindow> windows = windows("ann", 3);
    windows.add(4, order("ann", ControlType.FORGET_TOPIC, 4));
    windows.add(9, order("ann", ControlType.FORGET_TOPIC, 8));
    assertThat(counts(deltas(windows, 5)).pairs()).isNotEmpty();
    windows.add(order("ann", ControlType.ERASE_USER, windows.size()));
    assertNothingIsLeft(counts(deltas(windows, 5)));
  }

  @Test
  void whatTheUserDoesAfterwardsCountsAsANewUsers() throws Exception {
    List<UserWindow> windows = windows("ann", 4);
    List<UserWindow> later = windows("ann", 5);
    windows.add(order("ann", ControlType.ERASE_USER, windows.size()));
    windows.addAll(later);
    for (int bundle : new int[] {1, 4, 1_000}) {
      assertSame(counts(deltas(windows, bundle)), counts(deltas(later, bundle)));
    }
    windows.add(order("ann", ControlType.ERASE_USER, windows.size()));
    assertNothingIsLeft(counts(deltas(windows, 4)));
  }

  @Test
  void ofALongHistoryAsMuchIsKeptAsIsToBeTakenBack() throws Exception {
    SimilaritySettings four = bounded(new UserBounds(4, 0, 10));
    try (Harness operator = harness(1, four)) {
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      int events = 0;
      for (UserWindow window : windows("ann", 6)) {
        operator.processElement1(new StreamRecord<>(window));
        events += window.events();
        // up to twice four events and what one window has, after a tail of twenty
        assertThat(counted(operator)).hasSizeBetween(Math.min(events, 4), 4 + 4 + 10 + 20);
      }
      assertThat(events).isGreaterThan(40);
    }
  }

  @Test
  void eventsFasterThanAPersonsAreNotCounted() throws Exception {
    List<CountDelta> counts = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    try (Harness operator = harness(1, bounded(new UserBounds(10, Long.MAX_VALUE, 10)))) {
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      for (UserWindow window : windows("ann", 7)) {
        operator.processElement1(new StreamRecord<>(window));
        window.messages().forEach(message -> times.add(message.timestamp()));
      }
      collect(operator, counts);
    }
    assertThat(times).hasSizeGreaterThan(40);
    // the tail is full from the 21st event on, and all of it is too near
    assertThat(counts)
        .extracting(CountDelta::time)
        .isSubsetOf(times.subList(0, 20))
        .containsAnyElementsOf(times.subList(10, 20));
  }

  @Test
  void anErasureThatWaitedForTheCatalogLeavesNothingBehind() throws Exception {
    try (Harness operator = harness(1_000, SIMILARITY)) {
      operator.open();
      List<UserWindow> windows = windows("ann", 8);
      windows.add(order("ann", ControlType.ERASE_USER, windows.size()));
      windows.add(order("ann", ControlType.ERASE_USER, windows.size() + 1));
      send(windows, operator);
      assertThat(operator.numKeyedStateEntries()).as("all wait").isPositive();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      operator.getOperator().finish();

      assertThat(operator.numKeyedStateEntries()).isZero();
      long events = windows.stream().mapToLong(UserWindow::events).sum();
      List<ErasurePart> parts = new ArrayList<>();
      operator
          .getSideOutput(TimelineOperator.ERASURES)
          .forEach(record -> parts.add(record.getValue()));
      assertThat(parts).extracting(ErasurePart::stage).containsOnly(Stage.INTEREST).hasSize(2);
      assertThat(parts.get(0).removed())
          .containsEntry("events", events)
          .doesNotContainKey(ErasurePart.COUNTED_LEFT);
      assertThat(parts.get(1).removed()).as("the second finds nothing").isEmpty();
      List<CountDelta> deltas = new ArrayList<>();
      collect(operator, deltas);
      assertNothingIsLeft(counts(deltas));
    }
  }

  private static List<HistoryEvent> counted(Harness operator) throws Exception {
    KeyedStateBackend<String> backend =
        ((AbstractStreamOperator<?>) operator.getOperator()).getKeyedStateBackend();
    backend.setCurrentKey("ann");
    List<HistoryEvent> counted = new ArrayList<>();
    state(backend, InterestState.countedDescriptor(TTL))
        .get()
        .forEach(event -> counted.add((HistoryEvent) event));
    return counted;
  }

  private static SimilaritySettings bounded(UserBounds bounds) {
    return new SimilaritySettings(
        CHANNELS, Evidence.MET, Duration.ofDays(30).toMillis(), 1_000, 1_000, 1_000, bounds);
  }

  private static void assertSame(Counts actual, Counts expected) {
    assertThat(expected.pairs()).hasSizeGreaterThan(100);
    assertThat(expected.visitors()).hasSizeGreaterThan(10);
    assertThat(actual.visitors()).usingRecursiveComparison().isEqualTo(expected.visitors());
    assertThat(actual.pairs().keySet()).isEqualTo(expected.pairs().keySet());
    actual
        .pairs()
        .forEach(
            (pair, values) ->
                assertThat(values)
                    .as(pair)
                    .containsExactly(expected.pairs().get(pair), within(1e-9)));
    assertThat(actual.totals().keySet()).isEqualTo(expected.totals().keySet());
    actual
        .totals()
        .forEach(
            (item, values) ->
                assertThat(values)
                    .as(item)
                    .containsExactly(expected.totals().get(item), within(1e-9)));
  }

  private static void assertNothingIsLeft(Counts counts) {
    assertThat(counts.pairs()).isEmpty();
    assertThat(counts.visitors()).isEmpty();
    assertThat(counts.totals()).isEmpty();
  }

  /** Of each item and pair, as of one moment; and who met each item. */
  private record Counts(
      Map<String, double[]> totals,
      Map<String, double[]> pairs,
      Map<String, List<Visitor>> visitors) {}

  /** What the interest operator sends, which is restored in the middle. */
  private List<CountDelta> deltas(List<UserWindow> windows, int bundle) throws Exception {
    return deltas(windows, bundle, SIMILARITY);
  }

  private List<CountDelta> deltas(
      List<UserWindow> windows, int bundle, SimilaritySettings similarity) throws Exception {
    List<CountDelta> deltas = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (Harness operator = harness(bundle, similarity)) {
      operator.open();
      TrackInterestOperatorTest.catalog(operator);
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      send(windows.subList(0, windows.size() / 2), operator);
      operator.prepareSnapshotPreBarrier(1);
      snapshot = operator.snapshot(1, 1);
      collect(operator, deltas);
    }
    try (Harness operator = harness(bundle, similarity)) {
      operator.initializeState(snapshot);
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      send(windows.subList(windows.size() / 2, windows.size()), operator);
      operator.getOperator().finish();
      collect(operator, deltas);
    }
    return deltas;
  }

  private static void send(List<UserWindow> windows, Harness operator) throws Exception {
    for (UserWindow window : windows) {
      operator.processElement1(new StreamRecord<>(window));
    }
  }

  private static void collect(Harness operator, List<CountDelta> deltas) {
    operator
        .getSideOutput(TrackInterestOperator.COUNTS)
        .forEach(record -> deltas.add(record.getValue()));
  }

  private static Counts counts(List<CountDelta> deltas) throws Exception {
    try (KeyedHarness<CountDelta, CountRow> operator =
        new KeyedHarness<>(
            SimpleOperatorFactory.of(
                new KeyedProcessOperator<>(new LearnSimilarityFunction(SIMILARITY, TTL))),
            CountDelta::itemId,
            1,
            0)) {
      operator.open();
      for (CountDelta delta : deltas) {
        operator.processElement(delta, 0);
      }
      // Now rows are sent; with an empty one an item is forgotten.
      operator.setProcessingTime(2 * SIMILARITY.emitIntervalMillis());
      assertThat(operator.numEventTimeTimers()).isZero();
      return read(((AbstractStreamOperator<?>) operator.getOperator()).getKeyedStateBackend());
    }
  }

  private static Counts read(KeyedStateBackend<String> backend) throws Exception {
    var counts = state(backend, LearnSimilarityFunction.countsDescriptor(TTL));
    var pairs = state(backend, LearnSimilarityFunction.pairsDescriptor(TTL));
    var visitors = state(backend, LearnSimilarityFunction.visitorsDescriptor(TTL));
    Counts read = new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    List<String> items;
    try (Stream<String> keys = backend.getKeys("counts", VoidNamespace.INSTANCE)) {
      items = keys.toList();
    }
    for (String item : items) {
      backend.setCurrentKey(item);
      ItemCounts held = counts.value();
      read.totals().put(item, now(held.getTotals(), held.getAsOf(), true));
      if (visitors.value() != null && !visitors.value().isEmpty()) {
        read.visitors().put(item, visitors.value());
      }
      int found = 0;
      for (Map.Entry<String, PairCounts> pair : pairs.entries()) {
        double[] values = now(pair.getValue().values(), pair.getValue().asOf(), false);
        read.pairs().put(item + ">" + pair.getKey(), values);
        found++;
      }
      assertThat(held.getPairs()).as("pairs of " + item).isEqualTo(found);
    }
    return read;
  }

  private static <S extends State> S state(
      KeyedStateBackend<String> backend, StateDescriptor<S, ?> descriptor) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  /** Decayed to a moment after all, channel by channel. */
  private static double[] now(double[] values, long asOf, boolean totals) {
    double[] now = new double[values.length];
    int at = 0;
    for (int c = 0; c < CHANNELS.size(); c++) {
      CountChannel channel = CHANNELS.get(c);
      int width = channel.kind() == CountChannel.Kind.PEARSON && !totals ? 6 : 1;
      double age = 10_000.0 * HOUR - asOf;
      double factor =
          channel.halfLifeMillis() == 0 ? 1 : Math.pow(0.5, age / channel.halfLifeMillis());
      for (int k = 0; k < width; k++) {
        now[at] = values[at] * factor;
        at++;
      }
    }
    assertThat(at).isEqualTo(values.length);
    return now;
  }

  private Harness harness(int bundle, SimilaritySettings similarity) throws Exception {
    InterestSettings settings =
        new InterestSettings(
            new EventWeights(Map.of(), 2.5), 24 * HOUR, 0.9, 0.5, 10, 20, 20, 256, 100, similarity);
    return new Harness(
        new TrackInterestOperator(
            settings, new BundleSettings(bundle, 50), 4, model, TTL, SealSettings.OFF, false),
        1,
        0);
  }

  /** Days apart, so that counts decay; items come again, are turned down, and then liked. */
  private static List<UserWindow> windows(String user, long seed) {
    Random random = new Random(seed);
    List<UserWindow> windows = new ArrayList<>();
    for (int w = 0; w < 12; w++) {
      List<UserMessage> messages = new ArrayList<>();
      for (int e = 0; e < 1 + random.nextInt(10); e++) {
        long time = w * 100 * HOUR + e * 1_000L;
        EventType type = EventType.teaching().get(random.nextInt(EventType.teaching().size()));
        String item = type == EventType.SEARCH ? null : "i" + random.nextInt(25);
        messages.add(
            UserMessage.of(
                new Event(
                    user + time,
                    user,
                    item,
                    type,
                    null,
                    3.5,
                    time,
                    null,
                    null,
                    null,
                    new float[8])));
      }
      windows.add(
          new UserWindow(user, w * 100 * HOUR, w * 100 * HOUR + HOUR, messages.size(), messages));
    }
    return windows;
  }

  private static UserWindow order(String user, ControlType type, int n) {
    long time = n * 100 * HOUR;
    UserMessage order = UserMessage.of(new ControlMessage(type, user, "topic1", null, null, time));
    return new UserWindow(user, time, time + HOUR, 0, List.of(order));
  }
}
