package org.interesttracker.job;

import java.io.Serializable;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.CatalogParser;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlParser;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.privacy.PseudonymSettings;
import org.interesttracker.privacy.Pseudonyms;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountSeedParser;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRowParser;
import org.interesttracker.text.TextCleaner;

/** The inputs, from files or from Kafka, as the options say. */
final class Sources {

  private final StreamExecutionEnvironment environment;
  private final ReadableConfig config;
  private final PipelineSettings settings;

  Sources(StreamExecutionEnvironment environment, ReadableConfig config) {
    this.environment = environment;
    this.config = config;
    this.settings = new PipelineSettings(config);
  }

  InterestPipeline.Inputs open() {
    var events = events();
    var catalog = catalog();
    var control = control();
    var similarity = similarity();
    var seed = seed();
    DataStream<DeadLetter> deadLetters =
        events
            .getSideOutput(SplitParsed.DEAD_LETTERS)
            .union(
                catalog.getSideOutput(SplitParsed.DEAD_LETTERS),
                control.getSideOutput(SplitParsed.DEAD_LETTERS),
                similarity.getSideOutput(SplitParsed.DEAD_LETTERS),
                seed.getSideOutput(SplitParsed.DEAD_LETTERS));
    return new InterestPipeline.Inputs(
        spread(events),
        catalog,
        IdleAtEndOperator.of(
            controlTime(control),
            TypeInformation.of(ControlMessage.class),
            OperatorIds.CONTROL_IDLE),
        ReadOnce.mark(similarity, OperatorIds.SIMILARITY_TIME, Duration.ZERO, Duration.ZERO),
        IdleAtEndOperator.of(seed, TypeInformation.of(CountDelta.class), OperatorIds.SEED_IDLE),
        deadLetters);
  }

  /**
   * Watermarks are made in the source, so each partition has its own. A dead letter has the lowest
   * of all timestamps and cannot move one.
   */
  SingleOutputStreamOperator<Event> events() {
    var watermarks =
        EventTimeWatermarks.<Either<DeadLetter, Event>>within(
                config.get(TrackerOptions.EVENTS_OUT_OF_ORDER))
            .withTimestampAssigner(
                (parsed, none) -> parsed.isRight() ? parsed.right().timestamp() : Long.MIN_VALUE)
            .withIdleness(config.get(TrackerOptions.EVENTS_IDLE));
    var parser =
        parser(
            Event.class,
            renamed(
                settings.pseudonyms(),
                limits ->
                    new EventParser(
                            new TextCleaner(limits.maxTextLength())::clean, limits.records())
                        ::parse,
                Pseudonyms::event));
    var records =
        environment
            .fromSource(
                source(
                    TrackerOptions.EVENTS_PATH, TrackerOptions.EVENTS_TOPIC, parser, startEvents()),
                watermarks,
                OperatorIds.READ_EVENTS,
                parser.producedType())
            .uid(uid(OperatorIds.READ_EVENTS, TrackerOptions.EVENTS_PATH));
    return split(
        records, "events", OperatorIds.PARSE_EVENTS, Event.class, environment.getParallelism());
  }

  /** Names the user anew in the step that parses, so that no raw id leaves the source. */
  private static <T> JsonParser.ParserFactory<T> renamed(
      PseudonymSettings pseudonyms, JsonParser.ParserFactory<T> plain, Renaming<T> renaming) {
    if (!pseudonyms.isOn()) {
      return plain;
    }
    return limits -> {
      JsonParser.Parser<T> parser = plain.create(limits);
      Pseudonyms names = new Pseudonyms(KeyFiles.readInJob(pseudonyms.keys()));
      return (json, now) -> renaming.rename(names, parser.parse(json, now));
    };
  }

  /** Gives the user of a record another name. */
  @FunctionalInterface
  private interface Renaming<T> extends Serializable {
    T rename(Pseudonyms names, T record);
  }

  /** One file has one reader, but its texts are work for all. Order is restored in the windows. */
  private DataStream<Event> spread(DataStream<Event> events) {
    return config.getOptional(TrackerOptions.EVENTS_PATH).isPresent() ? events.rebalance() : events;
  }

  private SingleOutputStreamOperator<CatalogItem> catalog() {
    return small(
        "catalog",
        TrackerOptions.CATALOG_PATH,
        TrackerOptions.CATALOG_TOPIC,
        OperatorIds.READ_CATALOG,
        OperatorIds.PARSE_CATALOG,
        parser(
            CatalogItem.class,
            limits ->
                new CatalogParser(new TextCleaner(limits.maxTextLength())::clean, limits.records())
                    ::parse),
        CatalogItem.class);
  }

  private SingleOutputStreamOperator<ControlMessage> control() {
    return small(
        "control",
        TrackerOptions.CONTROL_PATH,
        TrackerOptions.CONTROL_TOPIC,
        OperatorIds.READ_CONTROL,
        OperatorIds.PARSE_CONTROL,
        parser(
            ControlMessage.class,
            renamed(
                settings.pseudonyms(),
                limits ->
                    new ControlParser(
                            new TextCleaner(limits.maxTextLength())::clean, limits.records())
                        ::parse,
                Pseudonyms::order)),
        ControlMessage.class);
  }

  /**
   * Orders from a file take part in event time; orders from a topic, which may be silent for days,
   * never hold it up, and one that comes late takes effect at once.
   */
  private DataStream<ControlMessage> controlTime(DataStream<ControlMessage> control) {
    if (config.getOptional(TrackerOptions.CONTROL_PATH).isPresent()) {
      return control
          .assignTimestampsAndWatermarks(
              WatermarkStrategy.<ControlMessage>forMonotonousTimestamps()
                  .withTimestampAssigner((order, none) -> order.timestamp()))
          .uid(OperatorIds.CONTROL_TIME)
          .name(OperatorIds.CONTROL_TIME)
          .setParallelism(1);
    }
    return ReadOnce.mark(control, OperatorIds.CONTROL_TIME, Duration.ZERO, Duration.ZERO);
  }

  private SingleOutputStreamOperator<SimilarityRow> similarity() {
    return small(
        "similarity",
        TrackerOptions.SIMILARITY_PATH,
        TrackerOptions.SIMILARITY_TOPIC,
        OperatorIds.READ_SIMILARITY,
        OperatorIds.PARSE_SIMILARITY,
        parser(SimilarityRow.class, limits -> new SimilarityRowParser(limits.maxBytes())::parse),
        SimilarityRow.class);
  }

  /** Without a mark of its own: the last rows wait for the end of the file, as they should. */
  private SingleOutputStreamOperator<CountDelta> seed() {
    Channels channels = settings.similarity().channels();
    return small(
        "seed",
        TrackerOptions.SIMILARITY_SEED_PATH,
        null,
        OperatorIds.READ_SEED,
        OperatorIds.PARSE_SEED,
        parser(CountDelta.class, limits -> new CountSeedParser(channels, limits.maxBytes())::parse),
        CountDelta.class);
  }

  /**
   * One reader: these inputs are small, and one reader knows when it has read all.
   *
   * @param topic null for what is read from files only
   */
  private <T> SingleOutputStreamOperator<T> small(
      String input,
      ConfigOption<String> path,
      ConfigOption<String> topic,
      String readId,
      String parseId,
      JsonParser<T> parser,
      Class<T> type) {
    if (config.getOptional(path).isEmpty()
        && (topic == null || config.getOptional(topic).isEmpty())) {
      return split(absent(readId, parser), input, parseId, type, 1);
    }
    var records =
        environment
            .fromSource(
                source(path, topic, parser, OffsetsInitializer.earliest()),
                WatermarkStrategy.noWatermarks(),
                readId,
                parser.producedType())
            .uid(uid(readId, path))
            .setParallelism(1);
    return split(records, input, parseId, type, 1);
  }

  /** A source with nothing in it, so that the graph is the same whatever inputs there are. */
  private <T> DataStream<Either<DeadLetter, T>> absent(String readId, JsonParser<T> parser) {
    return environment
        .fromSource(
            new NumberSequenceSource(0, 0), WatermarkStrategy.noWatermarks(), readId, Types.LONG)
        .uid(readId + OperatorIds.ABSENT)
        .setParallelism(1)
        .filter(number -> false)
        .uid(readId + OperatorIds.NOTHING)
        .name(readId + OperatorIds.NOTHING)
        .setParallelism(1)
        .<Either<DeadLetter, T>>map(number -> null)
        .returns(parser.producedType())
        .uid(readId + OperatorIds.NO_RECORD)
        .name(readId + OperatorIds.NO_RECORD)
        .setParallelism(1);
  }

  /** Files and topics keep their position in different forms, so they have different uids. */
  private String uid(String readId, ConfigOption<String> path) {
    return readId
        + (config.getOptional(path).isPresent() ? OperatorIds.FROM_FILE : OperatorIds.FROM_TOPIC);
  }

  private static <T> SingleOutputStreamOperator<T> split(
      DataStream<Either<DeadLetter, T>> records,
      String input,
      String parseId,
      Class<T> type,
      int parallelism) {
    return records
        .process(new SplitParsed<>(input), TypeInformation.of(type))
        .uid(parseId)
        .name(parseId)
        .setParallelism(parallelism);
  }

  private <T> Source<Either<DeadLetter, T>, ?, ?> source(
      ConfigOption<String> path,
      ConfigOption<String> topic,
      RecordParser<T> parser,
      OffsetsInitializer start) {
    return config.getOptional(path).isPresent()
        ? file(config.get(path), parser, path == TrackerOptions.EVENTS_PATH)
        : kafka(config.get(topic), parser, start);
  }

  private <T> Source<Either<DeadLetter, T>, ?, ?> file(
      String path, RecordParser<T> parser, boolean mayFollow) {
    var builder = FileSource.forBulkFileFormat(new JsonLinesFormat<>(parser), new Path(path));
    if (mayFollow && config.get(TrackerOptions.EVENTS_FOLLOW)) {
      builder.monitorContinuously(Duration.ofSeconds(1));
    }
    return builder.build();
  }

  private <T> Source<Either<DeadLetter, T>, ?, ?> kafka(
      String topic, RecordParser<T> parser, OffsetsInitializer start) {
    Properties properties = KafkaClients.properties(config);
    properties.putIfAbsent("isolation.level", "read_committed");
    return KafkaSource.<Either<DeadLetter, T>>builder()
        .setBootstrapServers(config.get(TrackerOptions.KAFKA_SERVERS))
        .setGroupId(config.get(TrackerOptions.KAFKA_GROUP))
        .setTopics(topic)
        .setStartingOffsets(start)
        .setProperties(properties)
        .setDeserializer(new KafkaRecords<>(parser))
        .build();
  }

  /** The connector still asks for the class that the Kafka client deprecates. */
  @SuppressWarnings("deprecation")
  private OffsetsInitializer startEvents() {
    return switch (config.get(TrackerOptions.KAFKA_START)) {
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
    };
  }

  /** Where users are to have pseudonyms, what cannot be read must not tell their ids either. */
  private <T> JsonParser<T> parser(Class<T> type, JsonParser.ParserFactory<T> factory) {
    boolean keepRaw = !settings.pseudonyms().isOn();
    return new JsonParser<>(type, limits(), keepRaw, factory);
  }

  private JsonParser.Limits limits() {
    return new JsonParser.Limits(
        Math.toIntExact(config.get(TrackerOptions.EVENTS_MAX_SIZE).getBytes()),
        config.get(TrackerOptions.EVENTS_MAX_TEXT),
        config.get(TrackerOptions.EVENTS_MAX_FUTURE));
  }
}
