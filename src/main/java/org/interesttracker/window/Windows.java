package org.interesttracker.window;

import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.seal.SealSettings;

/** Cuts each user's timeline into windows with Flink's own window operator. */
public final class Windows {

  /** What came after its windows had closed for good. */
  public static final OutputTag<UserMessage> LATE = new OutputTag<>("late") {};

  private Windows() {}

  /**
   * @param timelines messages, hidden by {@link SealMessagesFunction} or not
   * @param seals opens those that are
   */
  public static SingleOutputStreamOperator<UserWindow> of(
      KeyedStream<UserMessage, String> timelines, WindowSettings settings, SealSettings seals) {
    return timelines
        .window(settings.assigner())
        .allowedLateness(settings.allowedLateness())
        .sideOutputLateData(LATE)
        .trigger(new PaneTrigger(settings))
        .process(new CollectWindow(settings, seals));
  }
}
