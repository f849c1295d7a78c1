package org.interesttracker.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;
import org.interesttracker.privacy.AssignPseudonymOperator;
import org.interesttracker.privacy.KeyFile;
import org.interesttracker.privacy.KeyLocation;
import org.interesttracker.privacy.PseudonymSettings;
import org.interesttracker.privacy.Pseudonyms;

/** What pseudonyms cost: making them, and the operator that decides which one a user has. */
final class PseudonymCosts {

  private static final int EVENTS = 100_000;
  private static final int ROUNDS = 5;
  private static final Duration TTL = Duration.ofDays(90);

  /** The job runs in this process and reads them here. */
  private static List<UserMessage> messages;

  /** Processor time for the ids of one event, its user's and its own, in nanoseconds. */
  double nanosPerEvent(int keys) {
    List<Event> events = BenchEvents.zipf(EVENTS);
    Pseudonyms pseudonyms = pseudonyms(keys);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long hashed = 0;
      long start = threads.getCurrentThreadCpuTime();
      for (Event event : events) {
        hashed += pseudonyms.event(event).userId().length();
      }
      double nanos = (double) (threads.getCurrentThreadCpuTime() - start) / EVENTS;
      best = hashed > 0 ? Math.min(best, nanos) : best;
    }
    return best;
  }

  /**
   * Processor time that a message takes more than without pseudonyms: the operator, with its state
   * in RocksDB, and the second exchange, in nanoseconds. What starting a job takes is left out by
   * taking the difference of a long run and a short one.
   */
  double assigningNanos() throws Exception {
    Pseudonyms pseudonyms = pseudonyms(1);
    messages =
        BenchEvents.zipf(EVENTS).stream()
            .map(event -> UserMessage.of(pseudonyms.event(event)))
            .toList();
    nanosPerMessage(PseudonymCosts::assign);
    nanosPerMessage(PseudonymCosts::byUser);
    return nanosPerMessage(PseudonymCosts::assign) - nanosPerMessage(PseudonymCosts::byUser);
  }

  private static double nanosPerMessage(Definition definition) throws Exception {
    long brief = processNanos(definition, EVENTS / 4);
    return (processNanos(definition, EVENTS) - brief) / (EVENTS * 0.75);
  }

  private static long processNanos(Definition definition, int count) throws Exception {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, TimedJob.config());
    definition.define(environment, count).sinkTo(new DiscardingSink<>());
    long start = process.getProcessCpuTime();
    environment.execute("bench");
    return process.getProcessCpuTime() - start;
  }

  /** Defines what comes before the sink. */
  @FunctionalInterface
  private interface Definition {
    DataStream<Integer> define(StreamExecutionEnvironment environment, int count);
  }

  private static DataStream<Integer> assign(StreamExecutionEnvironment environment, int count) {
    KeyLocation unread = KeyLocation.of("keys", "env:KEYS");
    return read(environment, count)
        .keyBy(AssignPseudonymOperator::route, Types.STRING)
        .transform(
            "assign-pseudonym",
            TypeInformation.of(UserMessage.class),
            new AssignPseudonymOperator(new PseudonymSettings(unread, TTL)))
        .keyBy(UserMessage::userId, Types.STRING)
        .map(message -> 0)
        .returns(Integer.class);
  }

  private static DataStream<Integer> byUser(StreamExecutionEnvironment environment, int count) {
    return read(environment, count)
        .keyBy(UserMessage::userId, Types.STRING)
        .map(message -> 0)
        .returns(Integer.class);
  }

  private static DataStream<UserMessage> read(StreamExecutionEnvironment environment, int count) {
    return environment.fromSource(
        new DataGeneratorSource<>(
            n -> messages.get(n.intValue()), count, TypeInformation.of(UserMessage.class)),
        WatermarkStrategy.noWatermarks(),
        "messages");
  }

  private static Pseudonyms pseudonyms(int keys) {
    StringBuilder file = new StringBuilder();
    for (int key = 0; key < keys; key++) {
      byte[] secret = new byte[KeyFile.MIN_BYTES];
      new SecureRandom().nextBytes(secret);
      file.append(key).append(':').append(Base64.getEncoder().encodeToString(secret)).append('\n');
    }
    return new Pseudonyms(
        KeyFile.parse(file.toString().getBytes(StandardCharsets.UTF_8), "bench's key file"));
  }
}
