package org.interesttracker.metrics;

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
  public OffHeapBudget(long limit, long nativeBytes, long encoderBytes) {
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
    if (!isEnough()) {
      throw new ExceededException(sentence());
    }
  }

  /** Whether all fits that may be taken. */
  public boolean isEnough() {
    return nativeBytes + encoderBytes <= limit;
  }

  /** The sum, and what to set if it is too much. */
  public String sentence() {
    String sum =
        "The language models take up to %s and ND4J up to %s, together %s, of %s %s"
            .formatted(
                megabytes(encoderBytes),
                megabytes(nativeBytes),
                megabytes(nativeBytes + encoderBytes),
                TaskManagerOptions.TASK_OFF_HEAP_MEMORY.key(),
                megabytes(limit));
    return isEnough()
        ? sum
        : sum
            + "; raise it to the sum, or lower -Dorg.bytedeco.javacpp.maxbytes in"
            + " env.java.opts.taskmanager, without which ND4J takes as much as the heap";
  }

  /** As Flink's options say it, such as 512 mb, rounded up. */
  public static String megabytes(long bytes) {
    return ((bytes - 1 >> 20) + 1) + " mb";
  }

  /** Tells what is set aside, and for what. */
  public void register(TrackerMetrics metrics) {
    metrics.gauge(TrackerMetric.ENCODER_BYTES, () -> encoderBytes);
    metrics.gauge(TrackerMetric.OFF_HEAP_LIMIT, () -> limit);
  }
}
