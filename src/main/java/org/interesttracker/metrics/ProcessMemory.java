package org.interesttracker.metrics;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.bytedeco.javacpp.Pointer;

/** What the process holds beside the heap, and how much it may. The same in all its subtasks. */
public final class ProcessMemory {

  private ProcessMemory() {}

  /**
   * @param taskManager the settings of the process
   */
  public static void register(TrackerMetrics metrics, Configuration taskManager) {
    long limit =
        taskManager
            .getOptional(TaskManagerOptions.TOTAL_PROCESS_MEMORY)
            .map(size -> size.getBytes())
            .orElse(0L);
    metrics.gauge(TrackerMetric.NATIVE_BYTES, Pointer::totalBytes);
    metrics.gauge(TrackerMetric.NATIVE_LIMIT, Pointer::maxBytes);
    metrics.gauge(TrackerMetric.RESIDENT_BYTES, Pointer::physicalBytes);
    metrics.gauge(TrackerMetric.PROCESS_LIMIT, () -> limit);
  }
}
