package org.interesttracker.job;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;

/**
 * Sends values one way and dead letters the other, and counts both.
 *
 * @param <T> the value
 */
final class SplitParsed<T> extends ProcessFunction<Either<DeadLetter, T>, T> {

  static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

  private static final long serialVersionUID = 1L;

  private final String input;
  private final LongCounter accepted = new LongCounter();
  private final LongCounter rejected = new LongCounter();
  private transient Counter usable;
  private transient Map<DeadLetter.Reason, Counter> deadLetters;

  /**
   * @param input what is read, for the accumulators {@code INPUT.accepted} and {@code
   *     INPUT.rejected}, and as a label
   */
  SplitParsed(String input) {
    this.input = input;
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(input + ".accepted", accepted);
    getRuntimeContext().addAccumulator(input + ".rejected", rejected);
    TrackerMetrics metrics = TrackerMetrics.of(getRuntimeContext().getMetricGroup());
    usable = metrics.counter(TrackerMetric.RECORDS_ACCEPTED, input);
    deadLetters = new EnumMap<>(DeadLetter.Reason.class);
    for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
      deadLetters.put(reason, metrics.counter(TrackerMetric.DEAD_LETTERS, input, reason.name()));
    }
  }

  @Override
  public void processElement(Either<DeadLetter, T> parsed, Context context, Collector<T> out) {
    if (parsed.isRight()) {
      accepted.add(1);
      usable.inc();
      out.collect(parsed.right());
    } else {
      rejected.add(1);
      deadLetters.get(parsed.left().reason()).inc();
      context.output(DEAD_LETTERS, parsed.left());
    }
  }
}
