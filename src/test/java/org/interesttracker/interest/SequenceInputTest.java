package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;

import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;

class SequenceInputTest {

  private static final int DIMENSION = 2;

  @Test
  void aRowIsTheVectorTheTypeTheValueAndTheGap() {
    float[] row = new float[SequenceInput.size(DIMENSION)];
    SequenceInput.write(row, 0, DIMENSION, new float[] {5, 6}, EventType.RATING, 3.0, 0);
    assertThat(row).containsExactly(5, 6, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0.75f, 0);
  }

  /** Trained models have a column for each. */
  @Test
  void theTypesThatTeachHaveTheFirstPlaces() {
    assertThat(EventType.teaching()).hasSize(10).doesNotContain(EventType.SHOWN);
    for (EventType type : EventType.teaching()) {
      assertThat(type.ordinal()).isLessThan(EventType.teaching().size());
    }
  }
}
