package org.interesttracker.window;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.interesttracker.event.UserMessage;

/**
 * Fires at the end of the window, and before it on count or age if asked to. Each firing purges, so
 * that every event is delivered once per window: the interest it moves must not be moved twice.
 */
final class PaneTrigger extends Trigger<UserMessage, TimeWindow> {

  private static final long serialVersionUID = 1L;

  /**
   * A window that holds so many messages is handed on early, so that no user fills a disk with one
   * window, or a heap when it is read.
   */
  static final int MOST_WAITING = 10_000;

  /**
   * To see that, one message of so many is counted, for all of them: counting costs as much as
   * keeping the message. Drawn at random, since users choose their ids.
   */
  private static final int SAMPLED = 16;

  private final WindowSettings settings;
  private final int earlyCount;
  private final long earlyAgeMillis;
  private final ReducingStateDescriptor<Long> count =
      new ReducingStateDescriptor<>("waiting", new Sum(), Types.LONG);
  private final ReducingStateDescriptor<Long> due =
      new ReducingStateDescriptor<>("due", new Earliest(), Types.LONG);

  PaneTrigger(WindowSettings settings) {
    this.settings = settings;
    this.earlyCount = settings.earlyCount();
    this.earlyAgeMillis = settings.earlyAge().toMillis();
  }

  @Override
  public TriggerResult onElement(
      UserMessage message, long timestamp, TimeWindow window, TriggerContext context)
      throws Exception {
    String id = MessageSeal.id(message);
    if (id != null && settings.isLatecomer(timestamp, window, context.getCurrentWatermark())) {
      context.getPartitionedState(Latecomers.EVENT_IDS).add(id);
    }
    if (window.maxTimestamp() <= context.getCurrentWatermark()) {
      return fire(context);
    }
    context.registerEventTimeTimer(window.maxTimestamp());
    if (message.isErasure()) {
      // One that fired its window early would overtake the events of windows before it.
      return TriggerResult.CONTINUE;
    }
    return isFull(context) ? fire(context) : waitForAge(context);
  }

  private boolean isFull(TriggerContext context) throws Exception {
    if (earlyCount == 0) {
      return ThreadLocalRandom.current().nextInt(SAMPLED) == 0
          && add(SAMPLED, context) >= MOST_WAITING;
    }
    return add(1, context) >= Math.min(earlyCount, MOST_WAITING);
  }

  private long add(long messages, TriggerContext context) throws Exception {
    ReducingState<Long> waiting = context.getPartitionedState(count);
    waiting.add(messages);
    return waiting.get();
  }

  private TriggerResult waitForAge(TriggerContext context) throws Exception {
    if (earlyAgeMillis > 0 && context.getPartitionedState(due).get() == null) {
      long time = context.getCurrentProcessingTime() + earlyAgeMillis;
      context.getPartitionedState(due).add(time);
      context.registerProcessingTimeTimer(time);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context)
      throws Exception {
    return time == window.maxTimestamp() ? fire(context) : TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context)
      throws Exception {
    return fire(context);
  }

  private TriggerResult fire(TriggerContext context) throws Exception {
    forgetEarly(context);
    return TriggerResult.FIRE_AND_PURGE;
  }

  private void forgetEarly(TriggerContext context) throws Exception {
    context.getPartitionedState(count).clear();
    if (earlyAgeMillis > 0) {
      Long time = context.getPartitionedState(due).get();
      if (time != null) {
        context.deleteProcessingTimeTimer(time);
      }
      context.getPartitionedState(due).clear();
    }
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(TimeWindow window, OnMergeContext context) throws Exception {
    context.mergePartitionedState(count);
    if (earlyAgeMillis > 0) {
      context.mergePartitionedState(due);
      Long time = context.getPartitionedState(due).get();
      if (time != null) {
        context.registerProcessingTimeTimer(time);
      }
    }
    if (window.maxTimestamp() > context.getCurrentWatermark()) {
      context.registerEventTimeTimer(window.maxTimestamp());
    }
  }

  @Override
  public void clear(TimeWindow window, TriggerContext context) throws Exception {
    context.deleteEventTimeTimer(window.maxTimestamp());
    forgetEarly(context);
  }

  private static final class Sum implements ReduceFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long reduce(Long a, Long b) {
      return a + b;
    }
  }

  private static final class Earliest implements ReduceFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long reduce(Long a, Long b) {
      return Math.min(a, b);
    }
  }
}
