package org.interesttracker.training;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.interest.NativeThreads;
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
final class CatalogRanking {

  static final int ROWS = 256;
  static final int BLOCK = 1 << 16;

  static {
    NativeThreads.takeOne();
  }

  private final ItemTable table;
  private final int block;
  private final Ranking ranking = new Ranking();
  private final List<Query> waiting = new ArrayList<>();

  CatalogRanking(ItemTable table) {
    this(table, BLOCK);
  }

  /**
   * @param block how many items are scored at once
   */
  CatalogRanking(ItemTable table, int block) {
    this.table = table;
    this.block = block;
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
    int[] before = new int[waiting.size()];
    float[] own = new float[waiting.size()];
    boolean whole = table.size() <= block;
    for (int row = 0; row < own.length && !whole; row++) {
      own[row] = score(waiting.get(row));
    }
    try (INDArray predictions = predictions()) {
      for (int from = 0; from < table.size(); from += block) {
        count(predictions, from, Math.min(table.size(), from + block), whole, own, before);
      }
    }
    for (int count : before) {
      ranking.add(count + 1);
    }
    waiting.clear();
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

  /** A row-major matrix is the column-major one of its transpose. */
  private INDArray predictions() {
    INDArray matrix = matrix(table.dimension(), waiting.size());
    FloatBuffer buffer = matrix.data().asNioFloat();
    waiting.forEach(query -> buffer.put(query.prediction));
    return matrix;
  }

  private void count(
      INDArray predictions, int from, int to, boolean whole, float[] own, int[] before) {
    float[] scores = new float[to - from];
    try (INDArray vectors = matrix(table.dimension(), to - from);
        INDArray products = matrix(to - from, waiting.size())) {
      vectors.data().asNioFloat().put(table.vectors(from, to));
      Nd4j.gemm(vectors, predictions, products, true, false, 1, 0);
      FloatBuffer buffer = products.data().asNioFloat();
      for (int row = 0; row < own.length; row++) {
        buffer.get(scores);
        Query query = waiting.get(row);
        if (whole) {
          own[row] = scores[query.target];
        }
        before[row] += Ranking.before(scores, from, own[row], query.target, query.met);
      }
    }
  }

  private static INDArray matrix(long rows, long columns) {
    return Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, columns}, 'f');
  }
}
