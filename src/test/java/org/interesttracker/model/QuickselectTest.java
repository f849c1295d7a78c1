package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuickselectTest {

  @Test
  void findsWhatSortingFinds() {
    Random random = new Random(3);
    for (int n = 1; n <= 60; n++) {
      // Of few different numbers, so that many are equal.
      long[] keys = random.longs(n, -9, 9).toArray();
      long[] sorted = keys.clone();
      Arrays.sort(sorted);
      for (int k = 1; k <= n; k++) {
        long[] moved = keys.clone();
        assertThat(Quickselect.largest(moved, k)).isEqualTo(sorted[n - k]);
        Arrays.sort(moved);
        assertThat(moved).isEqualTo(sorted);
      }
    }
  }

  @Test
  void keysAreOrderedByScoreAndThenByName() {
    float[] scores = {
      Float.NEGATIVE_INFINITY, -2.5f, -Float.MIN_VALUE, 0, 1e-9f, 3, Float.MAX_VALUE
    };
    long[] keys = new long[2 * scores.length];
    for (int k = 0; k < keys.length; k++) {
      keys[k] = Quickselect.key(scores[k / 2], k % 2 == 0 ? 0 : Integer.MAX_VALUE);
    }
    assertThat(keys).isSorted().doesNotHaveDuplicates();
  }
}
