package org.interesttracker.quality;

import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.recommend.ListScore;

/**
 * Takes the scores of each model's lists together: figures after every so many items and at the end
 * of the input, and an alarm when the hit rate falls. An operator, because a function cannot set
 * the time of what it sends at the end.
 *
 * <p>Key: model. State: {@code quality} and {@code window}, the ranks of the latest items by their
 * place in a ring. They are of one list length and one window size: with others they begin anew.
 * Timers: one at the end of event time. Order: that of arrival.
 */
public final class MeasureQualityOperator extends AbstractStreamOperator<QualityMetric>
    implements OneInputStreamOperator<ListScore, QualityMetric>,
        Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  private final QualitySettings settings;

  private transient ValueState<ModelQuality> quality;
  private transient MapState<Integer, Integer> window;
  private transient InternalTimerService<VoidNamespace> timers;

  public MeasureQualityOperator(QualitySettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    quality =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("quality", TypeInformation.of(ModelQuality.class)));
    window =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("window", Types.INT, Types.INT));
    timers = getInternalTimerService("end", VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public void processElement(StreamRecord<ListScore> record) throws Exception {
    ListScore score = record.getValue();
    ModelQuality next = take(score, record.getTimestamp());
    if (next.hasFallen(settings)) {
      emit(next.alarm(score.model()));
      next = next.afterAlarm();
    }
    if (next.scored() % settings.every() == 0) {
      next.figures(score.model(), this::emit);
    }
    quality.update(next);
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, Long.MAX_VALUE);
  }

  private ModelQuality take(ListScore score, long timestamp) throws Exception {
    ModelQuality held = quality.value();
    if (held == null || !held.isOf(score.k(), settings.window())) {
      held = ModelQuality.empty(score.k(), settings.window());
      window.clear();
    }
    int place = (int) (held.scored() % settings.window());
    Integer leaving = window.get(place);
    window.put(place, score.rank());
    return held.plus(score.rank(), leaving, timestamp, settings);
  }

  /** The figures that came since the last were sent. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ModelQuality held = quality.value();
    if (held != null && held.scored() % settings.every() != 0) {
      held.figures(timer.getKey(), this::emit);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer was set in processing time");
  }

  private void emit(QualityMetric metric) {
    output.collect(new StreamRecord<>(metric, metric.timestamp()));
  }
}
