package org.interesttracker.savepoint;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.quality.MeasureQualityOperator;
import org.interesttracker.quality.ModelQuality;
import org.interesttracker.quality.QualityMetric;

/** Makes figures of what is kept of each model's lists. */
final class ReadQualityFunction extends KeyedStateReaderFunction<String, QualityMetric> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<ModelQuality> quality;

  @Override
  public void open(OpenContext context) {
    quality = getRuntimeContext().getState(MeasureQualityOperator.qualityDescriptor());
  }

  @Override
  public void readKey(String model, Context context, Collector<QualityMetric> out)
      throws Exception {
    ModelQuality held = quality.value();
    if (held != null) {
      held.figures(model, out::collect);
    }
  }
}
