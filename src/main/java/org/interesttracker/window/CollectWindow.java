package org.interesttracker.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SharedUserKeys;
import org.interesttracker.window.WindowSettings.Kind;

/**
 * Hands on what is new in a window, by event time, then by event id, orders after events. A sliding
 * window whose events were all told of by one before it has nothing to say. Messages that were
 * sealed are opened here.
 */
final class CollectWindow
    extends ProcessWindowFunction<UserMessage, UserWindow, String, TimeWindow> {

  private static final long serialVersionUID = 1L;

  private static final Comparator<UserMessage> BY_TIME =
      Comparator.comparingLong(UserMessage::timestamp)
          .thenComparing(
              message -> message.event() == null ? null : message.event().eventId(),
              Comparator.nullsLast(Comparator.naturalOrder()));

  private final WindowSettings settings;
  private final SealSettings seals;

  private transient SharedUserKeys keys;
  private transient MessageSeal seal;

  CollectWindow(WindowSettings settings, SealSettings seals) {
    this.settings = settings;
    this.seals = seals;
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(seals);
    seal =
        new MessageSeal(
            keys.sealer(
                TrackerMetrics.of(getRuntimeContext().getMetricGroup())
                        .counter(TrackerMetric.SHREDDED_VALUES)
                    ::inc));
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
  }

  @Override
  public void process(
      String userId, Context context, Iterable<UserMessage> messages, Collector<UserWindow> out)
      throws Exception {
    TimeWindow window = context.window();
    List<UserMessage> fresh = new ArrayList<>();
    Set<String> latecomers = takeLatecomers(context);
    int events = 0;
    for (UserMessage held : messages) {
      UserMessage message = seal.show(held);
      if (message == null) {
        continue;
      }
      events += message.event() == null ? 0 : 1;
      if (settings.isNew(message.timestamp(), window)
          || latecomers.contains(MessageSeal.id(held))) {
        fresh.add(message);
      }
    }
    if (!fresh.isEmpty()) {
      fresh.sort(BY_TIME);
      out.collect(new UserWindow(userId, window.getStart(), window.getEnd(), events, fresh));
    }
  }

  private Set<String> takeLatecomers(Context context) throws Exception {
    if (settings.kind() != Kind.SLIDING) {
      return new HashSet<>();
    }
    ListState<String> state = context.windowState().getListState(Latecomers.EVENT_IDS);
    Set<String> eventIds = new HashSet<>();
    state.get().forEach(eventIds::add);
    state.clear();
    return eventIds;
  }
}
