package org.interesttracker.quality;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.recommend.ListScore;

/**
 * Takes the scores of each model's lists together: figures after every so many items and at the end
 * of the input, and an alarm when the hit rate falls.
 *
 * <p>Key: model. State: {@code quality} and {@code window}, the ranks of the latest items by their
 * place in a ring. They are of one list length and one window size: with others they begin anew.
 * Timers: one at the end of event time. Order: that of arrival.
 */
public final class MeasureQualityOperator extends MeasuringOperator<ListScore> {

  private static final long serialVersionUID = 1L;

  private final QualitySettings settings;

  private transient Map<String, Counter> alarms;
  private transient ValueState<ModelQuality> quality;
  private transient MapState<Integer, Integer> window;

  public MeasureQualityOperator(QualitySettings settings) {
    this.settings = settings;
  }

  public static ValueStateDescriptor<ModelQuality> qualityDescriptor() {
    return new ValueStateDescriptor<>("quality", TypeInformation.of(ModelQuality.class));
  }

  @Override
  public void open() throws Exception {
    super.open();
    alarms = new HashMap<>();
    quality = getRuntimeContext().getState(qualityDescriptor());
    window =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("window", Types.INT, Types.INT));
  }

  @Override
  public void processElement(StreamRecord<ListScore> record) throws Exception {
    ListScore score = record.getValue();
    ModelQuality next = take(score, record.getTimestamp());
    Counter alarms = alarms(score.model());
    if (next.hasFallen(settings)) {
      alarms.inc();
      emit(next.alarm(score.model()));
      next = next.afterAlarm();
    }
    if (next.scored() % settings.every() == 0) {
      next.figures(score.model(), this::emit);
    }
    quality.update(next);
    tellTheRestAtTheEnd();
  }

  /** Also of a model whose hit rate never fell. */
  private Counter alarms(String model) {
    Counter held = alarms.get(model);
    if (held == null) {
      held = metrics().counter(TrackerMetric.DRIFT_ALARMS, model);
      alarms.put(model, held);
    }
    return held;
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

  @Override
  protected void tellTheRest(String model) throws Exception {
    ModelQuality held = quality.value();
    if (held != null && held.scored() % settings.every() != 0) {
      held.figures(model, this::emit);
    }
  }
}
