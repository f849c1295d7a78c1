package org.interesttracker.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.interesttracker.similarity.CountDelta;

/**
 * What a run of the similarity stage costs, as a whole and by slot. The numbers are of this
 * process, which the job runs in; one run at a time.
 */
final class SimilarityLoad implements Serializable {

  /** As the job has it. */
  static final int MAX_PARALLELISM = 128;

  private static final long serialVersionUID = 1L;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final AtomicLong FIRST_CPU = new AtomicLong();
  private static final AtomicLong LAST_CPU = new AtomicLong();
  private static AtomicLongArray deltas;
  private static AtomicLongArray pairs;
  private static AtomicLongArray busyNanos;

  private final int slots;

  SimilarityLoad(int slots) {
    this.slots = slots;
    FIRST_CPU.set(0);
    LAST_CPU.set(0);
    deltas = new AtomicLongArray(slots);
    pairs = new AtomicLongArray(slots);
    busyNanos = new AtomicLongArray(slots);
  }

  /** Called with each event. */
  void begin() {
    if (FIRST_CPU.get() == 0) {
      FIRST_CPU.compareAndSet(0, PROCESS.getProcessCpuTime());
    }
  }

  /** Called with each delta, before it goes to the slot of its item. */
  void sent(CountDelta delta) {
    int slot =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(delta.itemId(), MAX_PARALLELISM, slots);
    deltas.incrementAndGet(slot);
    pairs.addAndGet(slot, delta.others().length);
  }

  /** Called by the thread of a slot when it has done all. */
  void done(int slot) {
    busyNanos.set(slot, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    LAST_CPU.accumulateAndGet(PROCESS.getProcessCpuTime(), Math::max);
  }

  /** What the run cost, when it has ended. */
  Result result() {
    return new Result(
        (LAST_CPU.get() - FIRST_CPU.get()) / 1e9,
        overMean(busyNanos),
        overMean(deltas),
        overMean(pairs));
  }

  /**
   * @param cpuSeconds the processor time of the whole process from the first event on
   * @param busy the busiest slot by the processor time of its thread, over the mean
   * @param deltas the same by deltas
   * @param pairs the same by the pairs in them
   */
  record Result(double cpuSeconds, double busy, double deltas, double pairs) {}

  private double overMean(AtomicLongArray bySlot) {
    long[] values = new long[slots];
    Arrays.setAll(values, bySlot::get);
    return Arrays.stream(values).max().orElse(0) / Arrays.stream(values).average().orElse(1);
  }
}
