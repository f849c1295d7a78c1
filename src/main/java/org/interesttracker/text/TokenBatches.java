package org.interesttracker.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts tokenised texts into batches of like length, each within a budget of padded tokens. */
final class TokenBatches {

  private TokenBatches() {}

  /** The numbers of the texts, batch by batch, shortest first. */
  static List<int[]> cut(int[][] tokens, int budget) {
    int[] order =
        IntStream.range(0, tokens.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> tokens[i].length))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || (i - start + 1) * tokens[order[i]].length > budget) {
        batches.add(Arrays.copyOfRange(order, start, i));
        start = i;
      }
    }
    return batches;
  }
}
