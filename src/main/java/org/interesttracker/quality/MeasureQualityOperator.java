package org.interesttracker.quality;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.recommend.ListScore;

/**
 * Takes the scores of each model's lists together: figures after every so many items and at the end
 * of the input, and an alarm when the hit rate falls.
 *
 * <p>Key: model. State: {@code quality} and {@code window}, the ranks of the latest items by their
 * place in a ring. They are of one list length and one window size: with others they begin anew.
 * There are few models and many scores, so both are held on the heap and written with each
 * checkpoint. Timers: one at the end of event time. Order: that of arrival.
 */
public final class MeasureQualityOperator extends MeasuringOperator<ListScore> {

  private static final long serialVersionUID = 1L;

  private final QualitySettings settings;

  private transient Map<String, Counter> alarms;
  private transient ValueState<ModelQuality> quality;
  private transient MapState<Integer, Integer> window;
  private transient Map<String, MeasuredModel> models;

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
    models = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<ListScore> record) throws Exception {
    ListScore score = record.getValue();
    MeasuredModel model = model(score.model());
    if (model.quality() == null || !model.quality().isOf(score.k(), settings.window())) {
      model.beginAnew(score.k());
      window.clear();
    }
    ModelQuality next = model.plus(score.rank(), record.getTimestamp());
    Counter alarms = alarms(score.model());
    if (next.hasFallen(settings)) {
      alarms.inc();
      emit(next.alarm(score.model()));
      model.endAlarm();
    }
    if (next.scored() % settings.every() == 0) {
      next.figures(score.model(), this::emit);
    }
  }

  /** Of the current key, read once. */
  private MeasuredModel model(String name) throws Exception {
    MeasuredModel model = models.get(name);
    if (model == null) {
      model = new MeasuredModel(settings, quality.value(), window.entries());
      models.put(name, model);
      tellTheRestAtTheEnd();
    }
    return model;
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

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (Map.Entry<String, MeasuredModel> model : models.entrySet()) {
      setCurrentKey(model.getKey());
      quality.update(model.getValue().quality());
      window.putAll(model.getValue().changedPlaces());
    }
  }

  @Override
  protected void tellTheRest(String name) throws Exception {
    ModelQuality held = model(name).quality();
    if (held != null && held.scored() % settings.every() != 0) {
      held.figures(name, this::emit);
    }
  }
}
