package org.interesttracker.privacy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableFunction;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;

/**
 * Releases each window once, in the order of windows, whether or not anything happened in it: that
 * there is a record must tell nothing. Runs in one subtask, since the budget is one.
 *
 * <p>State of the operator: {@code totals} of windows that are not released yet, {@code charges} of
 * the budget, {@code next-window}, before which no window is ever released again, and {@code
 * noise-key}, unless it comes from a file. All is kept when nothing is released, so that to turn it
 * off and on again forgets nothing of the budget. Timers: none, the watermark tells. Order: does
 * not matter.
 */
public final class ReleaseOperator extends AbstractStreamOperator<ReleasedStatistic>
    implements OneInputStreamOperator<KeyTotal, ReleasedStatistic> {

  private static final long serialVersionUID = 1L;

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final ReleaseSettings settings;
  private final SerializableFunction<KeyLocation, KeyFile> keys;

  private transient ListState<KeyTotal> totalsState;
  private transient ListState<PrivacyBudget.Charge> chargesState;
  private transient ListState<Long> nextState;
  private transient ListState<byte[]> keyState;

  private transient NavigableMap<Long, List<KeyTotal>> totals;
  private transient PrivacyBudget budget;
  private transient long next;
  private transient long watermark;
  private transient byte[] drawnKey;
  private transient PrivateRelease release;
  private transient volatile double epsilonSpent;
  private transient volatile double deltaSpent;

  /**
   * @param keys reads keys, where the settings name some
   */
  public ReleaseOperator(
      ReleaseSettings settings, SerializableFunction<KeyLocation, KeyFile> keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /** What windows spent of the budget, as far as it still counts. */
  public static ListStateDescriptor<PrivacyBudget.Charge> chargesDescriptor() {
    return new ListStateDescriptor<>("charges", TypeInformation.of(PrivacyBudget.Charge.class));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    var store = context.getOperatorStateStore();
    totalsState =
        store.getListState(new ListStateDescriptor<>("totals", TypeInformation.of(KeyTotal.class)));
    chargesState = store.getListState(chargesDescriptor());
    nextState = store.getListState(new ListStateDescriptor<>("next-window", Types.LONG));
    keyState =
        store.getListState(
            new ListStateDescriptor<>(
                "noise-key", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    List<PrivacyBudget.Charge> charges = new ArrayList<>();
    chargesState.get().forEach(charges::add);
    budget = new PrivacyBudget(settings.budget(), charges);
    next = UNKNOWN;
    nextState.get().forEach(window -> next = firstFrom(window));
    keyState.get().forEach(key -> drawnKey = key);
    watermark = Long.MIN_VALUE;
    totals = new TreeMap<>();
    totalsState.get().forEach(this::put);
  }

  /** The first window that does not begin before a moment. Windows may be of another length now. */
  private long firstFrom(long moment) {
    return settings.windowOf(moment + settings.windowMillis() - 1);
  }

  @Override
  public void open() throws Exception {
    super.open();
    registerMetrics();
    if (settings.isOn()) {
      release = new PrivateRelease(settings, noiseKey());
    }
  }

  private void registerMetrics() {
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    metrics.gauge(TrackerMetric.EPSILON_SPENT, () -> epsilonSpent);
    metrics.gauge(TrackerMetric.EPSILON_BUDGET, () -> settings.budget().epsilon());
    metrics.gauge(TrackerMetric.DELTA_SPENT, () -> deltaSpent);
    metrics.gauge(TrackerMetric.DELTA_BUDGET, () -> settings.budget().delta());
    noteSpent();
  }

  /** For those who ask in another thread. */
  private void noteSpent() {
    epsilonSpent = budget.spentEpsilon();
    deltaSpent = budget.spentDelta();
  }

  private byte[] noiseKey() {
    if (settings.noiseKey() != null) {
      return keys.apply(settings.noiseKey()).current().secret();
    }
    if (drawnKey == null) {
      drawnKey = new byte[PrfBits.KEY_BYTES];
      new SecureRandom().nextBytes(drawnKey);
    }
    return drawnKey;
  }

  @Override
  public void processElement(StreamRecord<KeyTotal> record) {
    put(record.getValue());
  }

  /**
   * What is of a window that was released, or of windows of another length, is left out. A count of
   * none says no more than that there is such a window.
   */
  private void put(KeyTotal total) {
    long window = total.window();
    if (window >= next && settings.windowOf(window) == window) {
      List<KeyTotal> same = totals.computeIfAbsent(window, first -> new ArrayList<>());
      if (total.users() > 0 || same.isEmpty()) {
        same.add(total);
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (release != null) {
      releaseUntil(mark);
    } else if (next != UNKNOWN && mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
      next = Math.max(next, firstFrom(mark.getTimestamp()));
    }
    super.processWatermark(mark);
  }

  /** The end of the input ends the window that it lies in, and no later one. */
  private void releaseUntil(Watermark mark) {
    boolean end = mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp();
    long last = end ? lastBegun() : mark.getTimestamp();
    if (next == UNKNOWN && last != Long.MIN_VALUE) {
      next = first(last);
    }
    while (next != UNKNOWN && (end ? next <= last : settings.due(next) <= last)) {
      release(next);
      next += settings.windowMillis();
    }
    watermark = mark.getTimestamp();
  }

  private long lastBegun() {
    long last = watermark;
    return totals.isEmpty() ? last : Math.max(last, totals.lastKey());
  }

  /** The first window ever: the one that first has a total, or is open. */
  private long first(long moment) {
    long open = settings.windowOf(moment);
    return totals.isEmpty() ? open : Math.min(open, totals.firstKey());
  }

  private void release(long window) {
    List<KeyTotal> counted = totals.remove(window);
    long time = window + settings.windowMillis() - 1;
    release
        .release(window, counted == null ? List.of() : counted, budget)
        .forEach(statistic -> output.collect(new StreamRecord<>(statistic, time)));
    noteSpent();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    totalsState.update(totals.values().stream().flatMap(List::stream).toList());
    chargesState.update(budget.charges());
    nextState.update(next == UNKNOWN ? List.of() : List.of(next));
    keyState.update(drawnKey == null ? List.of() : List.of(drawnKey));
  }
}
