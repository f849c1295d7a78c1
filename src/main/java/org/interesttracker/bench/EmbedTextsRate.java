package org.interesttracker.bench;

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

/** The embedding operator on texts that are all new, on as many slots as there are cores. */
final class EmbedTextsRate implements Rate {

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final long BUNDLE_AGE = 1_000;

  private final int texts;
  private final int bundle;

  /**
   * @param texts how many, {@link Texts} from the first on
   */
  EmbedTextsRate(int texts, int bundle) {
    this.texts = texts;
    this.bundle = bundle;
  }

  @Override
  public double perSecond() throws Exception {
    return TimedJob.perSecondFromInput(CORES, this::define);
  }

  private DataStream<Event> define(StreamExecutionEnvironment environment) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                EmbedTextsRate::event, texts, TypeInformation.of(Event.class)),
            WatermarkStrategy.noWatermarks(),
            "texts")
        .transform("embed-events", TypeInformation.of(Event.class), operator(bundle, 1));
  }

  /** With the English encoder and the job's defaults otherwise. */
  static EmbedTextsOperator<Event> operator(int bundle, int cacheSize) {
    return new EmbedTextsOperator<>(
        new EventText(false, false),
        new VectorizerSettings("", EncoderChoice.EN, null, null, null, Pooling.MEAN, cacheSize),
        new BundleSettings(bundle, BUNDLE_AGE));
  }

  private static Event event(long n) {
    TimedJob.begin();
    return new Event(
        "event-" + n, "user", null, EventType.SEARCH, Texts.of(n), null, n, null, null, "en", null);
  }
}
