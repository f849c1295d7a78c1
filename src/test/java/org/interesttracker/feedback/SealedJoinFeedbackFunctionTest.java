package org.interesttracker.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.interesttracker.event.EventType;
import org.interesttracker.seal.SealFolder;
import org.interesttracker.seal.SealSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that {@link JoinFeedbackFunctionTest} asks, of state under users' keys. */
class SealedJoinFeedbackFunctionTest extends JoinFeedbackFunctionTest {

  @TempDir private Path keys;

  @Override
  SealSettings seals() {
    return new SealFolder(keys).on();
  }

  @Test
  void whatIsUnderADestroyedKeyIsNotToldAndGoes() throws Exception {
    OperatorSubtaskState old;
    try (Harness join = open()) {
      join.list(list("ann", "r", 90));
      join.list(list("ben", "s", 90));
      join.feedback("ann", EventType.SHOWN, "r", null, 100);
      join.feedback("ben", EventType.SHOWN, "s", null, 100);
      join.feedback("ann", EventType.CLICK, "early", "a", 100);
      join.time(100);
      join.feedback("ann", EventType.CLICK, "r", "a", 110);
      old = join.snapshot(1, 1);
    }
    new SealFolder(keys).shred("ann", 200);
    try (Harness join = closed(1, 0)) {
      join.initializeState(old);
      join.open();
      join.time(100 + WITHIN);
      assertThat(join.told()).as("that of the other user").hasSize(1);
      join.assertNothingIsLeft();
    }
  }
}
