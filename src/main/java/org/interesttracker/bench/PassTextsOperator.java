package org.interesttracker.bench;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.text.EventText;

/** Gives every text the same vector, at once. */
final class PassTextsOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<Event, Event> {

  private static final long serialVersionUID = 1L;

  private final EventText texts = new EventText(false, false);
  private final Sample<InterestUpdate> sample;

  private transient float[] vector;

  /**
   * @param sample of an update, for its vector
   */
  PassTextsOperator(Sample<InterestUpdate> sample) {
    this.sample = sample;
  }

  @Override
  public void open() throws Exception {
    super.open();
    vector = sample.value().vector();
  }

  @Override
  public void processElement(StreamRecord<Event> record) {
    Event event = record.getValue();
    output.collect(
        record.replace(texts.embedded(event, texts.text(event) == null ? null : vector)));
  }
}
