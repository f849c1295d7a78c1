package org.interesttracker.quality;

import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.feedback.ListFeedback;

/**
 * Takes what became of lists together: figures after every so many lists and at the end of the
 * input.
 *
 * <p>Key: one for all lists. State: {@code feedback}, and {@code lists}, the latest by their place
 * in a ring; with another window size both begin anew. Timers: one at the end of event time. Order:
 * that of arrival.
 */
public final class MeasureFeedbackOperator extends MeasuringOperator<ListFeedback> {

  private static final long serialVersionUID = 1L;

  private final QualitySettings settings;

  private transient ValueState<FeedbackQuality> feedback;
  private transient MapState<Integer, ListFeedback> latest;

  public MeasureFeedbackOperator(QualitySettings settings) {
    this.settings = settings;
  }

  public static ValueStateDescriptor<FeedbackQuality> feedbackDescriptor() {
    return new ValueStateDescriptor<>("feedback", TypeInformation.of(FeedbackQuality.class));
  }

  public static MapStateDescriptor<Integer, ListFeedback> listsDescriptor() {
    return new MapStateDescriptor<>("lists", Types.INT, TypeInformation.of(ListFeedback.class));
  }

  @Override
  public void open() throws Exception {
    super.open();
    feedback = getRuntimeContext().getState(feedbackDescriptor());
    latest = getRuntimeContext().getMapState(listsDescriptor());
  }

  @Override
  public void processElement(StreamRecord<ListFeedback> record) throws Exception {
    FeedbackQuality held = feedback.value();
    if (held == null || held.windowSize() != settings.window()) {
      held = FeedbackQuality.empty(settings.window());
      latest.clear();
    }
    latest.put((int) (held.lists() % settings.window()), record.getValue());
    FeedbackQuality next = held.plus(record.getValue(), settings.fading());
    feedback.update(next);
    if (next.lists() % settings.every() == 0) {
      tell(next);
    }
    tellTheRestAtTheEnd();
  }

  @Override
  protected void tellTheRest(String key) throws Exception {
    FeedbackQuality held = feedback.value();
    if (held != null && held.lists() % settings.every() != 0) {
      tell(held);
    }
  }

  private void tell(FeedbackQuality held) throws Exception {
    held.figures(latest.values(), this::emit);
  }
}
