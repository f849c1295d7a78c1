package org.interesttracker.savepoint;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.feedback.ListFeedback;
import org.interesttracker.quality.FeedbackQuality;
import org.interesttracker.quality.MeasureFeedbackOperator;
import org.interesttracker.quality.QualityMetric;

/** Makes figures of what is kept of the feedback on lists. */
final class ReadFeedbackFunction extends KeyedStateReaderFunction<String, QualityMetric> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<FeedbackQuality> feedback;
  private transient MapState<Integer, ListFeedback> lists;

  @Override
  public void open(OpenContext context) {
    feedback = getRuntimeContext().getState(MeasureFeedbackOperator.feedbackDescriptor());
    lists = getRuntimeContext().getMapState(MeasureFeedbackOperator.listsDescriptor());
  }

  @Override
  public void readKey(String all, Context context, Collector<QualityMetric> out) throws Exception {
    FeedbackQuality held = feedback.value();
    if (held != null) {
      held.figures(lists.values(), out::collect);
    }
  }
}
