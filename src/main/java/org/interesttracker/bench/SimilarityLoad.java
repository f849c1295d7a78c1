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
  private static AtomicLongArray records;
  private static AtomicLongArray pairs;
  private static AtomicLongArray busyNanos;

  private final int slots;

  SimilarityLoad(int slots) {
    this.slots = slots;
    FIRST_CPU.set(0);
    LAST_CPU.set(0);
    records = new AtomicLongArray(slots);
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
    records.incrementAndGet(slot);
    pairs.addAndGet(slot, delta.others().length);
  }

  /** Called by the thread of a slot when it has done all. */
  void done(int slot) {
    busyNanos.set(slot, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    LAST_CPU.accumulateAndGet(PROCESS.getProcessCpuTime(), Math::max);
  }

  /** The processor time of the process from the first event on, in seconds. */
  double cpuSeconds() {
    return (LAST_CPU.get() - FIRST_CPU.get()) / 1e9;
  }

  /** The busiest slot by deltas, over the mean. */
  double recordsOverMean() {
    return overMean(records);
  }

  /** The busiest slot by pairs in them, over the mean. */
  double pairsOverMean() {
    return overMean(pairs);
  }

  /** The busiest slot by the processor time of its thread, over the mean. */
  double busyOverMean() {
    return overMean(busyNanos);
  }

  private double overMean(AtomicLongArray bySlot) {
    long[] values = new long[slots];
    Arrays.setAll(values, bySlot::get);
    return Arrays.stream(values).max().orElse(0) / Arrays.stream(values).average().orElse(1);
  }
}
