package org.interesttracker.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.UserWindow;

/** Windows of users for the interest operator, and the catalog of their items. */
final class UserWindows {

  /** In the shipped data, a user's window of 10 minutes holds 3.0 events on average. */
  static final int EVENTS = 3;

  private static final int ITEMS = 997;
  private static final int TOPICS = 20;
  private static final int DIMENSION = 64;
  private static final long WINDOW_MILLIS = 600_000;

  /** A prime, so that users come in an order that no state backend has. */
  private static final long STRIDE = 7_919;

  private UserWindows() {}

  /**
   * The n-th window. Any as many in a row as there are users are of as many users.
   *
   * @param users how many there are; no multiple of 7,919
   */
  static UserWindow window(long n, long users) {
    String user = user(n * STRIDE % users);
    long start = n * WINDOW_MILLIS;
    List<UserMessage> messages =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> UserMessage.of(event(user, n * EVENTS + i, start + i * 40_000L)))
            .toList();
    return new UserWindow(user, start, end(n), EVENTS, messages);
  }

  /** Of the n-th window, event time, epoch milliseconds. */
  static long end(long n) {
    return (n + 1) * WINDOW_MILLIS;
  }

  static String user(long number) {
    return "user-" + number;
  }

  private static Event event(String user, long n, long time) {
    String item = "item-" + n * 31 % ITEMS;
    return new Event(
        "event-" + n, user, item, EventType.CLICK, null, null, time, null, null, null, null);
  }

  static List<CatalogItem> items() {
    return IntStream.range(0, ITEMS).mapToObj(UserWindows::item).toList();
  }

  private static CatalogItem item(int n) {
    float[] vector = new float[DIMENSION];
    vector[n % vector.length] = 1;
    return new CatalogItem(
        "item-" + n, "title", null, List.of("topic-" + n % TOPICS), vector, "en", 0);
  }

  /** The first windows of a stream of so many users, to be held in memory. */
  static UserWindow[] first(int count, long users) {
    return IntStream.range(0, count).mapToObj(n -> window(n, users)).toArray(UserWindow[]::new);
  }

  /**
   * @param n how many there are
   */
  static KeyedStream<UserWindow, String> stream(
      StreamExecutionEnvironment environment, GeneratorFunction<Long, UserWindow> windows, long n) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(windows, n, TypeInformation.of(UserWindow.class)),
            WatermarkStrategy.noWatermarks(),
            "windows")
        .uid("windows")
        .keyBy(UserWindow::userId, Types.STRING);
  }

  static DataStream<Broadcast> catalog(StreamExecutionEnvironment environment) {
    return environment
        .fromData(
            TypeInformation.of(Broadcast.class),
            items().stream().map(Broadcast::of).toArray(Broadcast[]::new))
        .uid("catalog")
        .broadcast();
  }
}
