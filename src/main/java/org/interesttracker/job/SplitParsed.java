package org.interesttracker.job;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.interesttracker.event.DeadLetter;

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
  private transient Counter deadLetters;

  /**
   * @param input what is read, for the accumulators {@code INPUT.accepted} and {@code
   *     INPUT.rejected}
   */
  SplitParsed(String input) {
    this.input = input;
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(input + ".accepted", accepted);
    getRuntimeContext().addAccumulator(input + ".rejected", rejected);
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
  }

  @Override
  public void processElement(Either<DeadLetter, T> parsed, Context context, Collector<T> out) {
    if (parsed.isRight()) {
      accepted.add(1);
      out.collect(parsed.right());
    } else {
      rejected.add(1);
      deadLetters.inc();
      context.output(DEAD_LETTERS, parsed.left());
    }
  }
}
