package org.interesttracker.interest;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.Event;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountDeltas;

/**
 * Links the events of whole histories. Key: user id. State: none, for it runs in batch execution
 * mode only, where a user's events come one after the other, by time. Accumulator: {@link
 * #REPEATED}, the events that were dropped because their id came before.
 */
public final class LinkHistoryOperator extends BundleOperator<CountDelta>
    implements OneInputStreamOperator<Event, CountDelta> {

  public static final String REPEATED = "events.repeated";

  private static final long serialVersionUID = 1L;

  private final InterestSettings settings;

  private transient CountDeltas deltas;
  private transient LongCounter repeated;
  private transient String userId;
  private transient UserHistory history;

  /**
   * @param bundles sized in events
   */
  public LinkHistoryOperator(InterestSettings settings, BundleSettings bundles) {
    super(bundles);
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    deltas = new CountDeltas(settings.similarity().channels());
    repeated = new LongCounter();
    getRuntimeContext().addAccumulator(REPEATED, repeated);
  }

  @Override
  public void processElement(StreamRecord<Event> record) throws Exception {
    Event event = record.getValue();
    if (!event.userId().equals(userId)) {
      endUser();
      userId = event.userId();
      history = new UserHistory(settings, deltas::add);
    }
    if (!history.add(event)) {
      repeated.add(1);
    }
    gathered(1);
  }

  private void endUser() {
    if (history != null) {
      history.end();
    }
  }

  @Override
  protected void flushBundle() {
    deltas.drain(delta -> output.collect(new StreamRecord<>(delta)));
  }

  /** The last user ends after the last watermark has flushed the bundle. */
  @Override
  public void finish() throws Exception {
    endUser();
    flushBundle();
    super.finish();
  }
}
