package org.interesttracker.metrics;

import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.bytedeco.javacpp.Pointer;

/**
 * What native libraries of the job may take beside the heap, against what the process has set aside
 * for it: {@code taskmanager.memory.task.off-heap.size}. Flink counts that in the size of the
 * process but holds nobody to it; a job that takes more is killed with its container, at any time.
 */
public final class OffHeapBudget {

  private final long limit;
  private final long nativeBytes;
  private final long encoderBytes;

  /** More may be taken than there is. */
  public static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ExceededException(String message) {
      super(message);
    }
  }

  /**
   * @param limit what there is, in bytes
   * @param nativeBytes what JavaCPP lets ND4J and OpenBLAS take
   * @param encoderBytes what the language models take in ONNX Runtime
   */
  OffHeapBudget(long limit, long nativeBytes, long encoderBytes) {
    this.limit = limit;
    this.nativeBytes = nativeBytes;
    this.encoderBytes = encoderBytes;
  }

  /**
   * Of this process.
   *
   * @param taskManager its settings; those of a cluster within one process set no bound
   * @param encoderBytes what the language models take in ONNX Runtime
   */
  public static OffHeapBudget of(Configuration taskManager, long encoderBytes) {
    return new OffHeapBudget(
        taskManager
            .getOptional(TaskManagerOptions.TASK_OFF_HEAP_MEMORY)
            .map(MemorySize::getBytes)
            .orElse(Long.MAX_VALUE),
        Pointer.maxBytes(),
        encoderBytes);
  }

  /**
   * @throws ExceededException with the sum and what to set, if more may be taken than there is
   */
  public void require() {
    long sum = nativeBytes + encoderBytes;
    if (sum > limit) {
      throw new ExceededException(
          "The job may take %s off the heap, %s of it ND4J (org.bytedeco.javacpp.maxbytes) and %s the language models, but %s is %s; raise it to the sum, or lower maxbytes"
              .formatted(
                  mebibytes(sum),
                  mebibytes(nativeBytes),
                  mebibytes(encoderBytes),
                  TaskManagerOptions.TASK_OFF_HEAP_MEMORY.key(),
                  mebibytes(limit)));
    }
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%d m", (bytes + (1 << 20) - 1) >> 20);
  }

  /** Tells what is set aside, and for what. */
  public void register(TrackerMetrics metrics) {
    metrics.gauge(TrackerMetric.ENCODER_BYTES, () -> encoderBytes);
    metrics.gauge(TrackerMetric.OFF_HEAP_LIMIT, () -> limit);
  }
}
