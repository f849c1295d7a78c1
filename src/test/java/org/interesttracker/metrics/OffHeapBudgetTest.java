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
        .hasMessage(
            "The language models take up to 189 mb and ND4J up to 512 mb, together 701 mb, of"
                + " taskmanager.memory.task.off-heap.size 700 mb; raise it to the sum, or lower"
                + " -Dorg.bytedeco.javacpp.maxbytes in env.java.opts.taskmanager, without which"
                + " ND4J takes as much as the heap");
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
        .hasMessageContaining("The language models take up to 11 mb");
  }
}
