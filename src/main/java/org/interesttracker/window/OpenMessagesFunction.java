package org.interesttracker.window;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SharedUserKeys;

/** The events of messages that came too late, as far as their keys were not destroyed. */
public final class OpenMessagesFunction extends RichFlatMapFunction<UserMessage, Event> {

  private static final long serialVersionUID = 1L;

  private final SealSettings settings;

  private transient SharedUserKeys keys;
  private transient MessageSeal seal;

  public OpenMessagesFunction(SealSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(settings);
    seal =
        new MessageSeal(
            keys.sealer(getRuntimeContext().getMetricGroup().counter("shreddedValues")::inc));
  }

  @Override
  public void flatMap(UserMessage message, Collector<Event> out) throws Exception {
    UserMessage shown = seal.show(message);
    if (shown != null && shown.event() != null) {
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
