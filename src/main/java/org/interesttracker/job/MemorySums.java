package org.interesttracker.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.interesttracker.metrics.OffHeapBudget;

/**
 * The memory of a TaskManager by Flink's own sums, and what the models take of it beside heap and
 * managed memory: what is set aside for the language models, which ONNX Runtime holds once for a
 * process, and what JavaCPP lets ND4J have. A job that starts adds up the same.
 */
final class MemorySums {

  private static final String MEMORY = "memory";
  private static final Pattern JAVACPP =
      Pattern.compile("-Dorg\\.bytedeco\\.javacpp\\.maxbytes=(\\S+)");

  private final List<String> lines = new ArrayList<>();
  private final Finding finding;

  private MemorySums(Finding finding) {
    this.finding = finding;
  }

  /**
   * Of a cluster.
   *
   * @param cluster options of Flink
   * @param encoders bytes that are set aside for the language models
   */
  static MemorySums ofCluster(Configuration cluster, long encoders) {
    try {
      return of(TaskExecutorProcessUtils.processSpecFromConfig(cluster), cluster, encoders);
    } catch (IllegalConfigurationException | IllegalArgumentException e) {
      return new MemorySums(
          Finding.failed(
              MEMORY,
              "By the options of Flink there is no sum: %s Correct taskmanager.memory.*, or name"
                      .formatted(sentence(e.getMessage()))
                  + " the cluster's configuration by --flink-conf."));
    }
  }

  private static String sentence(String message) {
    String line = String.valueOf(message).strip().replaceAll("\\s+", " ");
    return line.endsWith(".") ? line : line + ".";
  }

  private static MemorySums of(TaskExecutorProcessSpec spec, Configuration cluster, long encoders) {
    MemorySize offHeap = spec.getTaskOffHeapSize();
    MemorySize nd4j = javaCpp(cluster, spec.getJvmHeapMemorySize());
    MemorySize models = new MemorySize(encoders);
    OffHeapBudget budget =
        new OffHeapBudget(offHeap.getBytes(), nd4j.getBytes(), models.getBytes());
    MemorySums sums = new MemorySums(finding(budget));
    sums.add("process", spec.getTotalProcessMemorySize());
    sums.add("  heap", spec.getJvmHeapMemorySize());
    sums.add("  managed (RocksDB)", spec.getManagedMemorySize());
    sums.add("  network", spec.getNetworkMemSize());
    sums.add("  metaspace", spec.getJvmMetaspaceSize());
    sums.add("  overhead", spec.getJvmOverheadSize());
    sums.add("  off-heap of Flink", spec.getFlinkMemory().getFrameworkOffHeap());
    sums.add("  off-heap of tasks", offHeap);
    sums.add("    language models, at most", models);
    sums.add("    ND4J, at most", nd4j);
    return sums;
  }

  /** Without the flag JavaCPP takes as much as the heap may have. */
  private static MemorySize javaCpp(Configuration cluster, MemorySize heap) {
    Matcher flag =
        JAVACPP.matcher(
            cluster.get(CoreOptions.FLINK_JVM_OPTIONS)
                + " "
                + cluster.get(CoreOptions.FLINK_TM_JVM_OPTIONS));
    return flag.find() ? MemorySize.parse(flag.group(1)) : heap;
  }

  private static Finding finding(OffHeapBudget budget) {
    String sentence = budget.sentence() + ".";
    return budget.isEnough() ? Finding.ok(MEMORY, sentence) : Finding.failed(MEMORY, sentence);
  }

  /** Of this process. */
  static MemorySums ofThisProcess(long encoders) {
    MemorySize heap = new MemorySize(Runtime.getRuntime().maxMemory());
    MemorySums sums =
        new MemorySums(
            Finding.ok(
                MEMORY,
                ("Within this process: heap up to %s, and beside it up to %s for the language"
                        + " models.")
                    .formatted(mega(heap), mega(new MemorySize(encoders)))));
    sums.add("heap, at most", heap);
    sums.add("language models, at most", new MemorySize(encoders));
    return sums;
  }

  private void add(String part, MemorySize size) {
    lines.add("%-32s %10s".formatted(part, mega(size)));
  }

  private static String mega(MemorySize size) {
    return OffHeapBudget.megabytes(size.getBytes());
  }

  /** A line for each part. */
  List<String> text() {
    return lines;
  }

  /** Whether it is enough. */
  Finding finding() {
    return finding;
  }
}
