package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBatchesTest {

  @Test
  void sortsByLengthAndCutsAtTheBudget() {
    assertThat(TokenBatches.cut(texts(5, 2, 3, 2), 6))
        .containsExactly(new int[] {1, 3}, new int[] {2}, new int[] {0});
  }

  @Test
  void everyTextIsInOneBatchAndNoBatchOfSeveralIsBeyondTheBudget() {
    int[][] texts = texts(new Random(3).ints(500, 2, 129).toArray());

    List<int[]> batches = TokenBatches.cut(texts, 256);

    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(IntStream.range(0, 500).toArray());
    assertThat(batches)
        .allMatch(batch -> batch.length * texts[batch[batch.length - 1]].length <= 256);
  }

  @Test
  void aTextBeyondTheBudgetRunsAlone() {
    assertThat(TokenBatches.cut(texts(9, 9), 4)).containsExactly(new int[] {0}, new int[] {1});
    assertThat(TokenBatches.cut(texts(), 4)).isEmpty();
  }

  private static int[][] texts(int... lengths) {
    int[][] texts = new int[lengths.length][];
    for (int i = 0; i < lengths.length; i++) {
      texts[i] = new int[lengths[i]];
    }
    return texts;
  }
}
