package org.interesttracker.bench;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.execution.JobClient;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.ModelOperators;
import org.interesttracker.recommend.Recommendation;

/**
 * Watches what a job in this process writes, one job at a time: when a first and a last list went
 * by, between which its rate is taken. So starting, the catalog and the first look at each text do
 * not count.
 */
final class ListProbe {

  private static final long POLL_MILLIS = 50;

  private static final AtomicLong LISTS = new AtomicLong();
  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();
  private static final AtomicReference<InterestUpdate> UPDATE = new AtomicReference<>();
  private static final AtomicReference<Recommendation> LIST = new AtomicReference<>();

  private static volatile long from;
  private static volatile long until;

  private ListProbe() {}

  /**
   * Begins to count anew.
   *
   * @param first how many lists come before the first that the rate is of
   * @param last how many come up to the last
   */
  static void begin(long first, long last) {
    from = first;
    until = last;
    LISTS.set(0);
    LAST.set(0);
  }

  /** The whole job, watched. */
  static JobLauncher.Definition watched(ModelOperators operators) {
    return (environment, config) ->
        JobLauncher.define(
            environment,
            config,
            operators,
            updates -> updates.map(ListProbe::seen).returns(InterestUpdate.class).uid("seen-1"),
            lists -> lists.map(ListProbe::seen).returns(Recommendation.class).uid("seen-2"));
  }

  private static InterestUpdate seen(InterestUpdate update) {
    UPDATE.setPlain(update);
    return update;
  }

  private static Recommendation seen(Recommendation list) {
    LIST.setPlain(list);
    long number = LISTS.incrementAndGet();
    if (number == from) {
      FIRST.set(System.nanoTime());
    } else if (number == until) {
      LAST.set(System.nanoTime());
    }
    return list;
  }

  /** How many lists were made. */
  static long lists() {
    return LISTS.get();
  }

  /** Waits until the last list has gone by that the rate is of; fails if the job does. */
  static void awaitLast(JobClient job) throws Exception {
    CompletableFuture<?> end = job.getJobExecutionResult();
    while (LAST.get() == 0) {
      try {
        end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (LAST.get() == 0) {
          throw new IllegalStateException(
              "The job ended after %d of %d lists".formatted(lists(), until));
        }
      } catch (TimeoutException e) {
        continue;
      } catch (ExecutionException e) {
        throw new IllegalStateException("The job that was measured failed", e);
      }
    }
  }

  /** Cancels a job and waits until it is gone. */
  static void end(JobClient job) {
    job.cancel()
        .handle((cancelled, refused) -> job.getJobExecutionResult())
        .thenCompose(result -> result.handle((ended, that) -> null))
        .join();
  }

  /** Lists a second, between the first and the last. */
  static double perSecond() {
    return (until - from) * 1e9 / (LAST.get() - FIRST.get());
  }

  /** What was written last; there must have been a run before. */
  static JobSamples samples() throws IOException {
    return new JobSamples(
        Sample.of(InterestUpdate.class, UPDATE.get()), Sample.of(Recommendation.class, LIST.get()));
  }
}
