package org.interesttracker.privacy;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the users of a key in a window. Fewer than k go no further; that the window has begun
 * does, as a count of none, so that whether it is released depends on no count.
 *
 * <p>Key: {@link ReleaseKey#id()}. State: {@code users}, by window. Timers: one a window, when it
 * takes no more events; it sends the count and clears it. Order: does not matter.
 */
public final class SumContributionsFunction
    extends KeyedProcessFunction<String, Contribution, KeyTotal> {

  private static final long serialVersionUID = 1L;

  private final ReleaseSettings settings;

  private transient MapState<Long, Long> users;
  private transient long lastTold;

  public SumContributionsFunction(ReleaseSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    users =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("users", Types.LONG, Types.LONG));
    lastTold = Long.MIN_VALUE;
  }

  @Override
  public void processElement(Contribution one, Context context, Collector<KeyTotal> out)
      throws Exception {
    Long held = users.get(one.window());
    users.put(one.window(), held == null ? 1 : held + 1);
    context.timerService().registerEventTimeTimer(settings.due(one.window()));
  }

  @Override
  public void onTimer(long due, OnTimerContext context, Collector<KeyTotal> out) throws Exception {
    ReleaseKey key = ReleaseKey.of(context.getCurrentKey());
    for (Long window : settings.ended(users.keys(), due)) {
      long count = users.get(window);
      if (count >= settings.minimumUsers()) {
        out.collect(new KeyTotal(key, window, count));
      } else if (window > lastTold) {
        out.collect(new KeyTotal(key, window, 0));
      }
      lastTold = Math.max(lastTold, window);
      users.remove(window);
    }
  }
}
