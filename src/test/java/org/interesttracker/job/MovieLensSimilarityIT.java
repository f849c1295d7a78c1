package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.MovieLens;
import org.interesttracker.MovieLens.Rating;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.EventWeights;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.TrackInterestOperator;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.LearnSimilarityFunction;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.UserBounds;
import org.interesttracker.window.WindowSettings;
import org.interesttracker.window.Windows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The neighbours of every item of MovieLens, by the operators that the job has from the users'
 * timelines to the rows, without bounds: they must not depend on the order in which ratings arrive,
 * on failures or on the number of subtasks. A user's own ratings are linked by their event time,
 * which the windows restore. Runs where MovieLens ml-latest-small is; else it says so.
 */
class MovieLensSimilarityIT {

  private static final int NEIGHBOURS = 50;
  private static final int UNBOUNDED = 1_000_000;
  private static final Duration LONG = Duration.ofDays(30);

  private static final Set<String> CHANNELS =
      Set.of("item-cf", "item-cf-latest", "item-cf-jaccard", "item-cf-llr", "item-cf-swing");

  /** Rows are sent at the end only. */
  private static final SimilaritySettings SETTINGS =
      new SimilaritySettings(
          channels(),
          Evidence.MET,
          LONG.toMillis(),
          UNBOUNDED,
          UNBOUNDED,
          LONG.toMillis(),
          new UserBounds(1_000, 0, UNBOUNDED));

  @TempDir private Path folder;
  private String model;
  private List<Event> byTime;

  @BeforeEach
  void read() throws Exception {
    model = ModelFixtures.untrained(folder.resolve("model"), 8, 16, 1).toUri().toString();
    byTime = MovieLens.ratings().stream().map(MovieLensSimilarityIT::event).toList();
  }

  @Test
  void neighboursAreTheSameInWhateverOrderRatingsComeAndThoughATaskFails() throws Exception {
    Map<String, Map<String, Double>> expected = neighbours(run(byTime, true, 1, false));
    assertThat(expected).hasSizeGreaterThan(40_000);

    List<Event> shuffled = new ArrayList<>(byTime);
    Collections.shuffle(shuffled, new Random(1));
    assertSame(neighbours(run(shuffled, false, 2, false)), expected);

    assertSame(neighbours(run(byTime, true, 4, true)), expected);
    assertThat(FailOnce.hasFailed()).isTrue();
    assertThat(FailOnce.passedAtFailure()).isPositive();
  }

  private static void assertSame(
      Map<String, Map<String, Double>> actual, Map<String, Map<String, Double>> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (row, neighbours) -> {
          assertThat(actual.get(row).keySet()).as(row).isEqualTo(neighbours.keySet());
          neighbours.forEach(
              (item, value) ->
                  assertThat(actual.get(row).get(item)).as(row).isCloseTo(value, within(1e-6)));
        });
  }

  /** Kinds and decays, each with five linked items, which are pairs enough. */
  private static Channels channels() {
    List<CountChannel> channels = new ArrayList<>();
    for (CountChannel known : CountChannel.known()) {
      if (CHANNELS.contains(known.name())) {
        channels.add(
            new CountChannel(
                known.name(),
                known.kind(),
                5,
                known.distanceDecay(),
                known.halfLifeMillis(),
                known.forwardOnly(),
                known.shrinkage(),
                known.recentItems(),
                known.recencyDecay()));
      }
    }
    return new Channels(channels);
  }

  private static Event event(Rating rating) {
    return new Event(
        rating.user() + "-" + rating.item(),
        rating.user(),
        rating.item(),
        EventType.RATING,
        null,
        rating.stars(),
        rating.time(),
        null,
        null,
        null,
        null);
  }

  /**
   * Runs the job.
   *
   * @param ordered whether windows close on the way; else time stands still until all have arrived
   */
  private List<CountRow> run(List<Event> events, boolean ordered, int parallelism, boolean fails)
      throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, config());
    DataStream<CountDelta> counts = counts(environment, events, ordered);
    if (fails) {
      counts = counts.map(FailOnce.<CountDelta>armed()).returns(CountDelta.class);
    }
    return counts
        .keyBy(CountDelta::itemId, Types.STRING)
        .process(new LearnSimilarityFunction(SETTINGS, LONG))
        .executeAndCollect(UNBOUNDED);
  }

  private Configuration config() {
    TrackerConfig config =
        new TrackerConfig().set("events.path", "/none").set("output.path", "/none");
    Map.of(
            "state.backend.type", "rocksdb",
            "taskmanager.memory.managed.size", "256 mb",
            "execution.checkpointing.interval", "1 s",
            "execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString(),
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.delay", "100 ms",
            "pipeline.generic-types", "false",
            "pipeline.max-parallelism", "128")
        .forEach(config::set);
    return config.build();
  }

  private DataStream<CountDelta> counts(
      StreamExecutionEnvironment environment, List<Event> events, boolean ordered) {
    WatermarkStrategy<Event> watermarks =
        ordered ? WatermarkStrategy.forMonotonousTimestamps() : WatermarkStrategy.noWatermarks();
    KeyedStream<UserMessage, String> messages =
        environment
            .fromData(TypeInformation.of(Event.class), events.toArray(Event[]::new))
            .assignTimestampsAndWatermarks(
                watermarks.withTimestampAssigner((event, none) -> event.timestamp()))
            .setParallelism(1)
            .map(UserMessage::of)
            .returns(UserMessage.class)
            .setParallelism(1)
            .keyBy(UserMessage::userId, Types.STRING);
    DataStream<UserMessage> timelines =
        messages.transform(
            OperatorIds.TIMELINE,
            TypeInformation.of(UserMessage.class),
            new TimelineOperator(LONG, LONG, SealSettings.OFF));
    DataStream<UserWindow> windows =
        Windows.of(
            DataStreamUtils.reinterpretAsKeyedStream(timelines, UserMessage::userId, Types.STRING),
            new WindowSettings(
                WindowSettings.Kind.TUMBLING,
                Duration.ofMinutes(10),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO),
            SealSettings.OFF);
    return BroadcastConnection.connect(
            OperatorIds.TRACK_INTEREST,
            windows,
            UserWindow::userId,
            catalog(environment),
            new TrackInterestOperator(
                new InterestSettings(
                    new EventWeights(Map.of(), 2.5), 1, 0.9, 0.5, 10, 20, 20, 1, 100, SETTINGS),
                new BundleSettings(2_048, 50),
                1_024,
                model,
                LONG,
                SealSettings.OFF,
                false),
            TypeInformation.of(InterestUpdate.class))
        .getSideOutput(TrackInterestOperator.COUNTS);
  }

  /** What is counted does not look at it, but windows wait until it was read. */
  private static DataStream<Broadcast> catalog(StreamExecutionEnvironment environment) {
    CatalogItem item = new CatalogItem("none", "t", null, List.of(), new float[8], "en", 0);
    return environment
        .fromData(TypeInformation.of(Broadcast.class), Broadcast.of(item))
        .broadcast();
  }

  /** By channel and item: the nearest, equal ones in the order of their names. */
  private static Map<String, Map<String, Double>> neighbours(List<CountRow> rows) {
    SimilarityTable table = new SimilarityTable(SETTINGS.channels(), new ItemNumbers());
    rows.forEach(table::put);
    Map<String, Map<String, Double>> neighbours = new TreeMap<>();
    for (int c = 0; c < SETTINGS.channels().size(); c++) {
      for (CountRow row : rows) {
        neighbours.put(
            SETTINGS.channels().get(c).name() + " of " + row.itemId(),
            nearest(table, c, row.itemId()));
      }
    }
    return neighbours;
  }

  private static Map<String, Double> nearest(SimilarityTable table, int channel, String itemId) {
    List<Map.Entry<String, Double>> all = new ArrayList<>();
    table.neighbours(
        channel,
        table.numbers().find(itemId),
        0,
        (other, value) -> all.add(Map.entry(table.numbers().id(other), value)));
    all.sort(
        Comparator.<Map.Entry<String, Double>>comparingLong(n -> -Math.round(n.getValue() * 1e9))
            .thenComparing(Map.Entry::getKey));
    Map<String, Double> nearest = new LinkedHashMap<>();
    all.stream().limit(NEIGHBOURS).forEach(n -> nearest.put(n.getKey(), n.getValue()));
    return nearest;
  }
}
