package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Hit rate, NDCG and reciprocal rank of predictions with one right item each. */
final class Ranking {

  static final int K = 10;

  private long predictions;
  private long hits;
  private double gain;
  private double reciprocal;

  /**
   * @param rank from 1
   */
  void add(int rank) {
    predictions++;
    reciprocal += 1.0 / rank;
    if (rank <= K) {
      hits++;
      gain += Math.log(2) / Math.log(rank + 1.0);
    }
  }

  long predictions() {
    return predictions;
  }

  double hitRate() {
    return mean(hits);
  }

  double ndcg() {
    return mean(gain);
  }

  double mrr() {
    return mean(reciprocal);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(predictions);
    out.writeLong(hits);
    out.writeDouble(gain);
    out.writeDouble(reciprocal);
  }

  static Ranking read(DataInputStream in) throws IOException {
    Ranking ranking = new Ranking();
    ranking.predictions = in.readLong();
    ranking.hits = in.readLong();
    ranking.gain = in.readDouble();
    ranking.reciprocal = in.readDouble();
    return ranking;
  }

  private double mean(double sum) {
    return predictions == 0 ? 0 : sum / predictions;
  }

  /**
   * How many items of a block come before the target; of equal scores the item earlier in the table
   * is first.
   *
   * @param scores of the items from {@code from} to below {@code to}
   * @param own score of the target, which may lie in another block
   * @param met items of the user so far, in whatever block, without the target; not counted
   */
  static int before(float[] scores, int from, int to, float own, int target, int[] met) {
    int split = Math.max(from, Math.min(to, target)) - from;
    int before = 0;
    for (int i = 0; i < split; i++) {
      before += scores[i] >= own ? 1 : 0;
    }
    for (int i = split; i < to - from; i++) {
      before += scores[i] > own && i + from != target ? 1 : 0;
    }
    for (int item : met) {
      if (item >= from && item < to) {
        float score = scores[item - from];
        before -= score > own || score == own && item < target ? 1 : 0;
      }
    }
    return before;
  }
}
