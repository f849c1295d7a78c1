package org.interesttracker.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.TrackInterestOperator;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.job.BroadcastConnection;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.seal.SealSettings;

/**
 * The interest operator with its RocksDB state and the shipped model, on one slot, in events a
 * second. The settings are the job's defaults.
 */
final class TrackInterestRate implements Rate {

  /** In the shipped data, a user's window of 10 minutes holds 3.0 events on average. */
  private static final int EVENTS = 3;

  private static final int USERS = 2_000;
  private static final int ITEMS = 997;

  private final int bundle;
  private final long windows;
  private final SealSettings seals;

  TrackInterestRate(int bundle, long windows, SealSettings seals) {
    this.seals = seals;
    this.bundle = bundle;
    this.windows = windows;
  }

  @Override
  public double perSecond() throws Exception {
    return EVENTS * TimedJob.perSecond(this::define);
  }

  private DataStream<InterestUpdate> define(StreamExecutionEnvironment environment) {
    DataStream<UserWindow> input =
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    TrackInterestRate::window, windows, TypeInformation.of(UserWindow.class)),
                WatermarkStrategy.noWatermarks(),
                "windows")
            .keyBy(UserWindow::userId, Types.STRING);
    DataStream<Broadcast> news =
        environment.fromData(
            TypeInformation.of(Broadcast.class),
            IntStream.range(0, ITEMS).mapToObj(TrackInterestRate::item).toArray(Broadcast[]::new));
    return BroadcastConnection.connect(
        "track-interest",
        input,
        UserWindow::userId,
        news.broadcast(),
        new TrackInterestOperator(
            new PipelineSettings(new Configuration()).interest(),
            new BundleSettings(bundle, 50),
            1024,
            "",
            Duration.ofDays(1),
            seals,
            false),
        TypeInformation.of(InterestUpdate.class));
  }

  private static Broadcast item(int n) {
    float[] vector = new float[64];
    vector[n % vector.length] = 1;
    return Broadcast.of(
        new CatalogItem("item-" + n, "title", null, List.of("topic-" + n % 20), vector, "en", 0));
  }

  private static UserWindow window(long n) {
    String user = "user-" + n * 7919 % USERS;
    long start = n * 600_000;
    List<UserMessage> messages =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> UserMessage.of(event(user, n * EVENTS + i, start + i * 40_000L)))
            .toList();
    return new UserWindow(user, start, start + 600_000, EVENTS, messages);
  }

  private static Event event(String user, long n, long time) {
    String item = "item-" + n * 31 % ITEMS;
    return new Event(
        "event-" + n, user, item, EventType.CLICK, null, null, time, null, null, null, null);
  }
}
