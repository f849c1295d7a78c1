package org.interesttracker.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;

/**
 * How fast one thing is over another: both in turn, A B A B, after one round of warm-up, so that
 * what else the machine does meets both alike. Adds the median of the rounds' ratios by its name,
 * and the medians of both sides with ".a" and ".b" behind it.
 *
 * @param unit what the rates count, in the plural
 * @param target what is asked of the ratio; null for nothing
 * @param within how long it may take, warm-up included: a round is begun only if one like the
 *     slowest yet would end in time, but one always is
 */
record Comparison(
    String name, String description, String unit, Target target, Rate a, Rate b, Duration within)
    implements Benchmark {

  /** Leaves some of the minute that a part may take for starting and ending. */
  static final Duration WITHIN = Duration.ofSeconds(50);

  private static final int MAX_ROUNDS = 9;

  /** One that may take as long as a part may. */
  Comparison(String name, String description, String unit, Target target, Rate a, Rate b) {
    this(name, description, unit, target, a, b, WITHIN);
  }

  /** What one round measured, each a second. */
  private record Round(double a, double b) {
    double ratio() {
      return a / b;
    }
  }

  @Override
  public void measure(Figures figures) throws Exception {
    List<Round> rounds = rounds();
    figures.add(name, median(rounds, Round::ratio), "ratio", target);
    figures.add(name + ".a", median(rounds, Round::a), unit + "/s");
    figures.add(name + ".b", median(rounds, Round::b), unit + "/s");
  }

  private List<Round> rounds() throws Exception {
    List<Round> rounds = new ArrayList<>();
    try (ProgressBar progress = Console.progress(name, MAX_ROUNDS + 1L)) {
      long end = System.nanoTime() + within.toNanos();
      round();
      progress.step();
      long slowest = 0;
      while (rounds.size() < MAX_ROUNDS && System.nanoTime() + slowest < end || rounds.isEmpty()) {
        long start = System.nanoTime();
        rounds.add(round());
        slowest = Math.max(slowest, System.nanoTime() - start);
        progress.step();
      }
      progress.maxHint(rounds.size() + 1L);
    }
    return rounds;
  }

  private Round round() throws Exception {
    return new Round(a.perSecond(), b.perSecond());
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).toArray();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
