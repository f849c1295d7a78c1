package org.interesttracker.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.text.EmbedTextsOperator;
import org.interesttracker.text.EncoderChoice;
import org.interesttracker.text.EventText;
import org.interesttracker.text.Pooling;
import org.interesttracker.text.VectorizerSettings;

/** The embedding operator on texts that are all new, on one slot. */
final class EmbedTextsRate implements Rate {

  static final int BUNDLE = 64;

  /** Texts are never seen twice in a process, so no cache helps. */
  private static final AtomicLong NEXT = new AtomicLong(1_000_000_000);

  private final int texts;

  EmbedTextsRate(int texts) {
    this.texts = texts;
  }

  @Override
  public double perSecond() throws Exception {
    long first = NEXT.getAndAdd(texts);
    return TimedJob.perSecond(environment -> define(environment, first));
  }

  private DataStream<Event> define(StreamExecutionEnvironment environment, long first) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                n -> event(first + n), texts, TypeInformation.of(Event.class)),
            WatermarkStrategy.noWatermarks(),
            "texts")
        .transform(
            "embed-events",
            TypeInformation.of(Event.class),
            new EmbedTextsOperator<>(
                new EventText(true, false),
                new VectorizerSettings("", EncoderChoice.EN, null, null, Pooling.MEAN, 1),
                new BundleSettings(BUNDLE, 1_000)));
  }

  private static Event event(long n) {
    return new Event(
        "event-" + n, "user", null, EventType.SEARCH, Texts.of(n), null, n, null, null, "en", null);
  }
}
