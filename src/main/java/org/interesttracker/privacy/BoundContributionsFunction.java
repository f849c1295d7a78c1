package org.interesttracker.privacy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Bounds what one user gives to a release, over its whole window, whichever windows the events came
 * in before and however often those fired. What goes on from here names no user.
 *
 * <p>Key: user id. State: {@code user-keys}, by window. Timers: one a window, when it takes no more
 * events; it sends all that the user gives to the window and clears it. What comes later is dropped
 * and counted. Order: does not matter.
 */
public final class BoundContributionsFunction
    extends KeyedProcessFunction<String, PublishableEvent, Contribution> {

  private static final long serialVersionUID = 1L;

  private final ReleaseSettings settings;

  private transient MapState<Long, UserKeys> windows;
  private transient Counter late;

  public BoundContributionsFunction(ReleaseSettings settings) {
    this.settings = settings;
  }

  public static MapStateDescriptor<Long, UserKeys> userKeysDescriptor() {
    return new MapStateDescriptor<>("user-keys", Types.LONG, TypeInformation.of(UserKeys.class));
  }

  @Override
  public void open(OpenContext context) {
    windows = getRuntimeContext().getMapState(userKeysDescriptor());
    late = getRuntimeContext().getMetricGroup().counter("lateContributions");
  }

  @Override
  public void processElement(PublishableEvent event, Context context, Collector<Contribution> out)
      throws Exception {
    if (event.isErasure()) {
      windows.clear();
      return;
    }
    long window = settings.windowOf(event.timestamp());
    if (settings.due(window) <= context.timerService().currentWatermark()) {
      late.inc();
      return;
    }
    UserKeys held = windows.get(window);
    UserKeys grown = (held == null ? UserKeys.NONE : held).with(event, window, settings.caps());
    windows.put(window, grown);
    context.timerService().registerEventTimeTimer(settings.due(window));
  }

  /** The window may have been cleared by an erasure. */
  @Override
  public void onTimer(long due, OnTimerContext context, Collector<Contribution> out)
      throws Exception {
    List<Long> ended = new ArrayList<>();
    for (Long window : windows.keys()) {
      if (settings.due(window) <= due) {
        ended.add(window);
      }
    }
    for (Long window : ended) {
      windows.get(window).all().forEach(key -> out.collect(new Contribution(key, window)));
      windows.remove(window);
    }
  }
}
