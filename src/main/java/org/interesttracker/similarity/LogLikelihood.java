package org.interesttracker.similarity;

/**
 * Dunning's log-likelihood ratio of two items (Computational Linguistics 19, 1993): how surprising
 * it is that they are seen together so often, were they independent. What is counted are pairs, as
 * he counts pairs of words: k11 of the two items, R(i) and R(j) of each with any, N of all; k22 = N
 * - R(i) - R(j) + k11. All four decay alike and none is below 0, however few items are linked,
 * which would not be so with users in the place of pairs.
 */
final class LogLikelihood {

  private LogLikelihood() {}

  /**
   * LLR / (LLR + λ), between 0 and 1.
   *
   * @param together k11
   * @param own R(i)
   * @param other R(j)
   * @param all N
   * @param shrinkage λ
   * @return 0 where the items are seen together no more often than chance would have it
   */
  static double similarity(
      double together, double own, double other, double all, double shrinkage) {
    double ratio = together * all > own * other ? ratio(together, own, other, all) : 0;
    return ratio / (ratio + shrinkage);
  }

  /** 2 Σ k · ln(k / expected k) over the four cells. */
  static double ratio(double together, double own, double other, double all) {
    return 2
        * (part(together, own, other, all)
            + part(own - together, own, all - other, all)
            + part(other - together, all - own, other, all)
            + part(all - own - other + together, all - own, all - other, all));
  }

  /** Nothing of a cell that is empty, or less, because rows come one after the other. */
  private static double part(double cell, double row, double column, double all) {
    return cell > 0 && row > 0 && column > 0 ? cell * Math.log(cell * all / (row * column)) : 0;
  }
}
