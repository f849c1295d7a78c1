package org.interesttracker.seal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;

/**
 * Destroys the keys of erased users. It comes after all that an erasure has to pass, and hands on
 * what it has destroyed.
 *
 * <p>A key is destroyed when a checkpoint is complete that has the erasure behind it in every
 * operator: before that, a failure would start the job from state that still needs the key, to take
 * back what the user added to the item counts. And not before event time is a while beyond the
 * erasure, because what came early, of a later time than the erasure, is under the old key while it
 * waits in a window. State: {@code key-ends}, the erasures whose keys are not destroyed yet.
 * Destroying twice does no harm, so a failure in between does none either.
 */
public final class DestroyKeysOperator extends AbstractStreamOperator<KeyEnd>
    implements OneInputStreamOperator<KeyEnd, KeyEnd> {

  private static final long serialVersionUID = 1L;

  private final SealSettings settings;
  private final long afterMillis;
  private final boolean checkpoints;

  private transient SharedUserKeys keys;
  private transient ListState<KeyEnd> state;
  private transient List<KeyEnd> waiting;
  private transient NavigableMap<Long, List<KeyEnd>> byCheckpoint;
  private transient long watermark;
  private transient Counter destroyed;

  /**
   * @param after how far event time must be beyond an erasure
   * @param checkpoints whether the job makes checkpoints; a job that makes none starts from no
   *     state that needs a key
   */
  public DestroyKeysOperator(SealSettings settings, Duration after, boolean checkpoints) {
    this.checkpoints = checkpoints;
    this.settings = settings;
    this.afterMillis = after.toMillis();
  }

  public static ListStateDescriptor<KeyEnd> endsDescriptor() {
    return new ListStateDescriptor<>("key-ends", TypeInformation.of(KeyEnd.class));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = context.getOperatorStateStore().getListState(endsDescriptor());
    waiting = new ArrayList<>();
    state.get().forEach(waiting::add);
    byCheckpoint = new TreeMap<>();
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys = new SharedUserKeys(settings);
    destroyed = TrackerMetrics.of(getMetricGroup()).counter(TrackerMetric.DESTROYED_KEYS);
  }

  @Override
  public void processElement(StreamRecord<KeyEnd> record) {
    waiting.add(record.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    if (!checkpoints) {
      takeDue().forEach(this::destroy);
    }
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<KeyEnd> all = new ArrayList<>(waiting);
    byCheckpoint.values().forEach(all::addAll);
    state.update(all);
    byCheckpoint.put(context.getCheckpointId(), takeDue());
  }

  private List<KeyEnd> takeDue() {
    List<KeyEnd> due =
        waiting.stream().filter(end -> end.time() + afterMillis <= watermark).toList();
    waiting.removeAll(due);
    return due;
  }

  private void destroy(KeyEnd end) {
    destroyed.inc(keys.keys().destroy(end.userId(), end.time() + 1));
    output.collect(new StreamRecord<>(end, end.time()));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    Map<Long, List<KeyEnd>> covered = byCheckpoint.headMap(checkpointId, true);
    for (List<KeyEnd> ends : covered.values()) {
      ends.forEach(this::destroy);
    }
    covered.clear();
  }

  @Override
  public void close() throws Exception {
    if (keys != null) {
      keys.close();
    }
    super.close();
  }
}
