package org.interesttracker.training;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.model.NativeThreads;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Ranks targets among the whole catalog. Predictions wait until there are {@link #ROWS} of them,
 * and items are scored in blocks of {@link #BLOCK}, so that memory does not grow with either.
 *
 * <p>In a catalog of more than a block the target's own score is a sum in another order than its
 * rivals'; of items with equal vectors any may then come first.
 */
final class CatalogRanking implements AutoCloseable {

  static final int ROWS = 256;
  static final int BLOCK = 1 << 14;

  static {
    NativeThreads.takeOne();
  }

  private final ItemTable table;
  private final Runnable batchDone;
  private final int block;
  private final Ranking ranking = new Ranking();
  private final List<Query> waiting = new ArrayList<>();
  private final int[] before = new int[ROWS];
  private final float[] own = new float[ROWS];
  private final float[] scores;

  /** Row-major matrices, as the column-major ones of their transposes. */
  private final INDArray predictions;

  private final INDArray vectors;
  private final INDArray products;

  /**
   * @param batchDone told whenever up to {@link #ROWS} targets were ranked
   */
  CatalogRanking(ItemTable table, Runnable batchDone) {
    this(table, batchDone, BLOCK);
  }

  /**
   * @param block how many items are scored at once
   */
  CatalogRanking(ItemTable table, Runnable batchDone, int block) {
    this.table = table;
    this.batchDone = batchDone;
    this.block = Math.min(block, table.size());
    this.scores = new float[this.block];
    this.predictions = matrix(table.dimension(), ROWS);
    this.vectors = matrix(table.dimension(), this.block);
    this.products = matrix(this.block, ROWS);
  }

  private static INDArray matrix(long rows, long columns) {
    return Nd4j.create(DataType.FLOAT, new long[] {rows, columns}, 'f');
  }

  /**
   * A prediction whose target's rank is asked for.
   *
   * @param prediction [D]
   * @param target row of the table
   * @param met rows of the table that take no part, each once, without the target
   */
  record Query(float[] prediction, int target, int[] met) {}

  void add(Query query) {
    waiting.add(query);
    if (waiting.size() == ROWS) {
      flush();
    }
  }

  /** A query that nothing was predicted for. */
  void addMiss() {
    ranking.add(table.size());
  }

  /** The ranks of all queries so far. */
  Ranking finish() {
    flush();
    return ranking;
  }

  private void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    FloatBuffer buffer = predictions.data().asNioFloat();
    for (int row = 0; row < waiting.size(); row++) {
      buffer.put(waiting.get(row).prediction);
      own[row] = score(waiting.get(row));
      before[row] = 0;
    }
    for (int from = 0; from < table.size(); from += block) {
      count(from, Math.min(table.size(), from + block));
    }
    for (int row = 0; row < waiting.size(); row++) {
      ranking.add(before[row] + 1);
    }
    waiting.clear();
    batchDone.run();
  }

  private float score(Query query) {
    float[] vector = new float[table.dimension()];
    table.copyVector(query.target, vector, 0);
    float score = 0;
    for (int d = 0; d < vector.length; d++) {
      score += query.prediction[d] * vector[d];
    }
    return score;
  }

  /** The last block may be shorter: what is left in the matrices from before is not looked at. */
  private void count(int from, int to) {
    vectors.data().asNioFloat().put(table.vectors(from, to));
    Nd4j.gemm(vectors, predictions, products, true, false, 1, 0);
    FloatBuffer buffer = products.data().asNioFloat();
    for (int row = 0; row < waiting.size(); row++) {
      buffer.get(scores);
      Query query = waiting.get(row);
      if (block == table.size()) {
        own[row] = scores[query.target];
      }
      before[row] += Ranking.before(scores, from, to, own[row], query.target, query.met);
    }
  }

  @Override
  public void close() {
    predictions.close();
    vectors.close();
    products.close();
  }
}
