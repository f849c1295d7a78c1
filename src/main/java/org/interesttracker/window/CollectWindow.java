package org.interesttracker.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
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
 *
 * <p>State beside that of the windows: {@code windows}, of which kind they are. A savepoint with
 * windows of another kind ends the job before it reads anything.
 */
final class CollectWindow extends ProcessWindowFunction<UserMessage, UserWindow, String, TimeWindow>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private static final Comparator<UserMessage> BY_TIME =
      Comparator.comparingLong(UserMessage::timestamp)
          .thenComparing(
              message -> message.event() == null ? null : message.event().eventId(),
              Comparator.nullsLast(Comparator.naturalOrder()));

  private final WindowSettings settings;
  private final SealSettings seals;

  private transient ListState<String> lasting;
  private transient SharedUserKeys keys;
  private transient MessageSeal seal;

  CollectWindow(WindowSettings settings, SealSettings seals) {
    this.settings = settings;
    this.seals = seals;
  }

  /** Of which kind windows are that a savepoint has open. */
  static ListStateDescriptor<String> lastingDescriptor() {
    return new ListStateDescriptor<>("windows", Types.STRING);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    lasting = context.getOperatorStateStore().getListState(lastingDescriptor());
    for (String before : lasting.get()) {
      if (!before.equals(settings.lasting())) {
        // Options that are wrong now are wrong after a restart.
        throw new SuppressRestartsException(
            new IllegalArgumentException(
                ("The savepoint has windows of the kind %s, and the options ask for %s, by which those"
                        + " that are open would be lost: keep window.kind, and of sliding windows"
                        + " window.size and window.slide; or stop with --drain and take the windows"
                        + " out by 'migrate --forget window'")
                    .formatted(before, settings.lasting())));
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    lasting.update(List.of(settings.lasting()));
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
