package org.interesttracker.event;

import java.time.Duration;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes a user's timeline: drops events that came before, and sees to it that no order comes late.
 *
 * <p>Key: user id. State: {@code event-ids}, with a time to live. Timers: none. An order whose time
 * has passed is put right after the watermark, because the window operator would refuse it; an
 * erasure must never be refused.
 */
public final class TimelineOperator extends AbstractStreamOperator<UserMessage>
    implements OneInputStreamOperator<UserMessage, UserMessage> {

  private static final long serialVersionUID = 1L;

  private final Duration deduplicateWithin;

  private transient MapState<String, Long> eventIds;
  private transient Counter duplicates;
  private transient long watermark;

  /**
   * @param deduplicateWithin how long an event id is remembered, processing time
   */
  public TimelineOperator(Duration deduplicateWithin) {
    this.deduplicateWithin = deduplicateWithin;
  }

  public static MapStateDescriptor<String, Long> eventIdsDescriptor(Duration deduplicateWithin) {
    var descriptor = new MapStateDescriptor<>("event-ids", Types.STRING, Types.LONG);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(deduplicateWithin).build());
    return descriptor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    eventIds = getRuntimeContext().getMapState(eventIdsDescriptor(deduplicateWithin));
    duplicates = getMetricGroup().counter("duplicates");
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<UserMessage> record) throws Exception {
    UserMessage message = record.getValue();
    if (message.control() != null) {
      if (message.control().type() == ControlType.ERASE_USER) {
        eventIds.clear();
      }
      long effective = Math.max(message.timestamp(), watermark + 1);
      output.collect(new StreamRecord<>(message.at(effective), effective));
    } else if (eventIds.contains(message.event().eventId())) {
      duplicates.inc();
    } else {
      eventIds.put(message.event().eventId(), message.timestamp());
      output.collect(record);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }
}
