package org.interesttracker.window;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.event.UserMessage;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SharedUserKeys;

/**
 * Hides messages before they come to the windows. One for whose time the key was destroyed, as an
 * event of an erased user that is read once more, goes no further; the metric {@code
 * shreddedValues} counts it.
 */
public final class SealMessagesFunction extends RichFlatMapFunction<UserMessage, UserMessage> {

  private static final long serialVersionUID = 1L;

  private final SealSettings settings;

  private transient SharedUserKeys keys;
  private transient Runnable shredded;
  private transient MessageSeal seal;

  public SealMessagesFunction(SealSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(settings);
    shredded =
        TrackerMetrics.of(getRuntimeContext().getMetricGroup())
                .counter(TrackerMetric.SHREDDED_VALUES)
            ::inc;
    seal = new MessageSeal(keys.sealer(shredded));
  }

  @Override
  public void flatMap(UserMessage message, Collector<UserMessage> out) throws Exception {
    UserMessage hidden = seal.hide(message);
    if (hidden == null) {
      shredded.run();
    } else {
      out.collect(hidden);
    }
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
  }
}
