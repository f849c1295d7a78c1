package org.interesttracker.privacy;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;

/**
 * Decides which pseudonym a user has while two keys live: who was known under the previous key
 * stays under it, who was not gets the current one. With one key there is nothing to decide, and it
 * only notes whom it saw.
 *
 * <p>An order is a user's standing wish, so it goes to both pseudonyms of a user who is known under
 * the previous key: it holds when that key is taken out. An erasure always goes to both, and who
 * was erased is known no more. A question is answered once.
 *
 * <p>Key: {@link #route}, the pseudonym under the oldest key. State: {@code known}, when the user
 * was noted, processing time, with a time to live; nothing of it says what the user's other
 * pseudonym is. Timers: none. Without keys it hands on what comes and has no state.
 */
public final class AssignPseudonymOperator extends AbstractStreamOperator<UserMessage>
    implements OneInputStreamOperator<UserMessage, UserMessage> {

  private static final long serialVersionUID = 1L;

  /** So many times in its time to live a user is noted anew, instead of with each message. */
  private static final int RENEWALS = 16;

  private final PseudonymSettings settings;

  private transient ValueState<Long> known;
  private transient Counter underPrevious;
  private transient Counter underCurrent;

  public AssignPseudonymOperator(PseudonymSettings settings) {
    this.settings = settings;
  }

  /** By what messages are brought together that are of one user, whatever keys live. */
  public static String route(UserMessage message) {
    return Pseudonym.of(message.userId()).oldest();
  }

  /**
   * @param timeToLive for how long a silent user is known; it is noted for a little longer, since
   *     it is not noted anew each time
   */
  public static ValueStateDescriptor<Long> knownDescriptor(Duration timeToLive) {
    var descriptor = new ValueStateDescriptor<>("known", Types.LONG);
    Duration lasting = timeToLive.plus(timeToLive.dividedBy(RENEWALS)).plusMillis(1);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(lasting).build());
    return descriptor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (settings.isOn()) {
      known = getRuntimeContext().getState(knownDescriptor(settings.timeToLive()));
    }
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    underPrevious = metrics.counter(TrackerMetric.UNDER_PREVIOUS_KEY);
    underCurrent = metrics.counter(TrackerMetric.UNDER_CURRENT_KEY);
  }

  @Override
  public void processElement(StreamRecord<UserMessage> record) throws Exception {
    if (!settings.isOn()) {
      output.collect(record);
      return;
    }
    UserMessage message = record.getValue();
    Pseudonym user = Pseudonym.of(message.userId());
    if (user.previous() == null) {
      note(message);
      output.collect(record);
    } else if (known.value() != null) {
      note(message);
      underPrevious.inc();
      send(record, user.previous());
      if (holdsUnderBoth(message.control())) {
        send(record, user.current());
      }
    } else {
      underCurrent.inc();
      send(record, user.current());
      if (message.isErasure()) {
        send(record, user.previous());
      }
    }
  }

  /** Notes that the user of this key is known under it; an erasure takes it back. */
  private void note(UserMessage message) throws Exception {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    Long noted = known.value();
    if (message.isErasure()) {
      known.clear();
    } else if (noted == null || now - noted > settings.timeToLive().toMillis() / RENEWALS) {
      known.update(now);
    }
  }

  private void send(StreamRecord<UserMessage> record, String userId) {
    output.collect(record.copy(record.getValue().ofUser(userId)));
  }

  private static boolean holdsUnderBoth(ControlMessage order) {
    return order != null && order.type() != ControlType.SHOW_INTERESTS;
  }
}
