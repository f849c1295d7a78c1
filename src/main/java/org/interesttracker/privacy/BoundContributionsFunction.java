package org.interesttracker.privacy;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SealableSerializer;
import org.interesttracker.seal.SealedMapState;
import org.interesttracker.seal.SharedUserKeys;

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

  private static final String USER_KEYS = "user-keys";

  private final ReleaseSettings settings;
  private final SealSettings seals;

  private transient SharedUserKeys keys;
  private transient SealedMapState<Long, UserKeys> windows;
  private transient Counter late;

  /**
   * @param seals whether what waits of a user is sealed
   */
  public BoundContributionsFunction(ReleaseSettings settings, SealSettings seals) {
    this.seals = seals;
    this.settings = settings;
  }

  /** Of {@link UserKeys}. */
  public static MapStateDescriptor<Long, Object> userKeysDescriptor() {
    return new MapStateDescriptor<>(USER_KEYS, LongSerializer.INSTANCE, contributions());
  }

  private static SealableSerializer<UserKeys> contributions() {
    return SealableSerializer.of(TypeInformation.of(UserKeys.class));
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(seals);
    windows =
        new SealedMapState<>(
            getRuntimeContext().getMapState(userKeysDescriptor()),
            USER_KEYS,
            contributions(),
            keys.sealer(getRuntimeContext().getMetricGroup().counter("shreddedValues")::inc));
    late = getRuntimeContext().getMetricGroup().counter("lateContributions");
  }

  @Override
  public void close() throws Exception {
    if (keys != null) {
      keys.close();
    }
    super.close();
  }

  @Override
  public void processElement(PublishableEvent event, Context context, Collector<Contribution> out)
      throws Exception {
    if (event.isErasure()) {
      // A timer names its user as state does.
      for (Long window : windows.keys()) {
        context.timerService().deleteEventTimeTimer(settings.due(window));
      }
      windows.clear();
      return;
    }
    long window = settings.windowOf(event.timestamp());
    if (settings.due(window) <= context.timerService().currentWatermark()) {
      late.inc();
      return;
    }
    UserKeys held = windows.get(window, context.getCurrentKey());
    UserKeys grown = (held == null ? UserKeys.NONE : held).with(event, window, settings.caps());
    windows.put(window, grown, context.getCurrentKey(), event.timestamp());
    context.timerService().registerEventTimeTimer(settings.due(window));
  }

  /** The window may have been cleared by an erasure. */
  @Override
  public void onTimer(long due, OnTimerContext context, Collector<Contribution> out)
      throws Exception {
    for (Long window : settings.ended(windows.keys(), due)) {
      UserKeys given = windows.get(window, context.getCurrentKey());
      if (given != null) {
        given.all().forEach(key -> out.collect(new Contribution(key, window)));
      }
      windows.remove(window);
    }
  }
}
