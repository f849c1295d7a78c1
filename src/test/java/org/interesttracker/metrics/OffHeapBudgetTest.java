package org.interesttracker.metrics;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class OffHeapBudgetTest {

  private static final long MIB = 1 << 20;

  @Test
  void whatFitsToTheByteIsLet() {
    assertThatCode(() -> new OffHeapBudget(700 * MIB, 512 * MIB, 188 * MIB).require())
        .doesNotThrowAnyException();
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheSum() {
    assertThatThrownBy(() -> new OffHeapBudget(700 * MIB, 512 * MIB, 188 * MIB + 1).require())
        .isInstanceOf(OffHeapBudget.ExceededException.class)
        .hasMessageContaining("may take 701 m off the heap, 512 m of it ND4J")
        .hasMessageContaining("and 189 m the language models")
        .hasMessageContaining("taskmanager.memory.task.off-heap.size is 700 m");
  }

  @Test
  void theProcessHasWhatItsSettingsSay() {
    Configuration taskManager = new Configuration();
    assertThatCode(() -> OffHeapBudget.of(taskManager, Long.MAX_VALUE / 4).require())
        .as("without a bound")
        .doesNotThrowAnyException();

    taskManager.set(
        TaskManagerOptions.TASK_OFF_HEAP_MEMORY, new MemorySize(Pointer.maxBytes() + 10 * MIB));
    assertThatCode(() -> OffHeapBudget.of(taskManager, 10 * MIB).require())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OffHeapBudget.of(taskManager, 11 * MIB).require())
        .hasMessageContaining("11 m the language models");
  }
}
