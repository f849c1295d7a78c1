package org.interesttracker.bench;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.text.TextCleaner;

/**
 * Searches from JSON through the parser and what comes behind it, chained as in the job, on one
 * slot. The first {@value #TEXTS} have a text each, those that come after have these texts again.
 */
final class CachedTextsRate implements Rate {

  private static final int TEXTS = 1_000;
  private static final int EVENTS = 600_000;

  /** Before the clock starts: all texts once, and enough for a job that has just begun. */
  private static final int SKIPPED = 150_000;

  private static final int BUNDLE = 64;
  private static final int CACHE = 50_000;
  private static final byte[][] JSON =
      IntStream.range(0, TEXTS).mapToObj(CachedTextsRate::json).toArray(byte[][]::new);

  private final boolean embeds;

  /**
   * @param embeds whether the embedding operator comes behind the parser, or one in its place that
   *     hands every event on as it is
   */
  CachedTextsRate(boolean embeds) {
    this.embeds = embeds;
  }

  @Override
  public double perSecond() throws Exception {
    return TimedJob.perSecondAfter(SKIPPED, this::define);
  }

  private DataStream<Event> define(StreamExecutionEnvironment environment) {
    SingleOutputStreamOperator<Event> events =
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    n -> JSON[(int) (n % TEXTS)],
                    SKIPPED + EVENTS,
                    TypeInformation.of(byte[].class)),
                WatermarkStrategy.noWatermarks(),
                "events")
            .map(new Parse())
            .returns(Event.class);
    return embeds
        ? events.transform(
            "embed-events", TypeInformation.of(Event.class), EmbedTextsRate.operator(BUNDLE, CACHE))
        : events.map(event -> event).returns(Event.class);
  }

  private static byte[] json(int n) {
    return """
        {"event_id":"event-%d","user_id":"user-%d","type":"search","text":"%s",\
        "time":"2026-01-05T12:00:00Z","session_id":"session-%d","language":"en"}"""
        .formatted(n, n, Texts.of(n), n)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The job's parser with its cleaner. */
  private static final class Parse extends RichMapFunction<byte[], Event> {
    private static final long serialVersionUID = 1L;

    private transient EventParser parser;

    @Override
    public void open(OpenContext context) {
      UnaryOperator<String> cleaner = new TextCleaner()::clean;
      parser = new EventParser(cleaner);
    }

    @Override
    public Event map(byte[] json) throws Exception {
      return parser.parse(json, Long.MAX_VALUE);
    }
  }
}
