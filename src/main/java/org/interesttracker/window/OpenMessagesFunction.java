package org.interesttracker.window;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SharedUserKeys;

/** The events of messages that came too late, as far as their keys were not destroyed. */
public final class OpenMessagesFunction extends RichFlatMapFunction<UserMessage, Event> {

  private static final long serialVersionUID = 1L;

  private final SealSettings settings;

  private transient SharedUserKeys keys;
  private transient MessageSeal seal;
  private transient Counter late;

  public OpenMessagesFunction(SealSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(settings);
    late =
        TrackerMetrics.of(getRuntimeContext().getMetricGroup()).counter(TrackerMetric.LATE_EVENTS);
    seal =
        new MessageSeal(
            keys.sealer(
                TrackerMetrics.of(getRuntimeContext().getMetricGroup())
                        .counter(TrackerMetric.SHREDDED_VALUES)
                    ::inc));
  }

  @Override
  public void flatMap(UserMessage message, Collector<Event> out) throws Exception {
    UserMessage shown = seal.show(message);
    if (shown != null && shown.event() != null) {
      late.inc();
      out.collect(shown.event());
    }
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
  }
}
