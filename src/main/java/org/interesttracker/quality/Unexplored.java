package org.interesttracker.quality;

import org.interesttracker.feedback.ListFeedback.ItemFeedback;

/**
 * How lists without exploration would have done, from lists with it: items that a place would have
 * had anyway weigh 1 / propensity, those explored nothing, and the click rate is the weighted mean
 * (Horvitz and Thompson, JASA 1952; self-normalised, Swaminathan and Joachims, NIPS 2015). With
 * cases i of weight f_i that fade, r_i 1 for a click and w_i that inverse, the sums are
 *
 * @param weights Σ f·w
 * @param squares Σ f·w²
 * @param hits Σ f·w·r
 * @param hitSquares Σ f·w²·r
 */
public record Unexplored(double weights, double squares, double hits, double hitSquares) {

  static final Unexplored NONE = new Unexplored(0, 0, 0, 0);

  Unexplored plus(ItemFeedback item) {
    double w = item.explored() ? 0 : 1 / item.propensity();
    double r = item.clicked() ? 1 : 0;
    return new Unexplored(weights + w, squares + w * w, hits + w * r, hitSquares + w * w * r);
  }

  Unexplored faded(double factor) {
    return new Unexplored(factor * weights, factor * squares, factor * hits, factor * hitSquares);
  }

  /**
   * The click rate without exploration. Its variance is that of the mean of w·(r - v) / w̄ (delta
   * method, Owen, Monte Carlo theory, methods and examples, equation 9.9).
   *
   * @param all items with and without exploration
   */
  Estimate clickRate(Rate all) {
    double v = hits / weights;
    double variance = deviation(v) / square(weights / all.weight()) / all.weight();
    return Estimate.normal(v, variance, all.samples(), 0, 1);
  }

  /**
   * What exploration costs: the click rate without it less that with it. Both are of the same
   * items, so the variance is that of the mean of w·(r - v) / w̄ - (r - u), with u the click rate
   * of all.
   */
  Estimate regret(Rate all) {
    double v = hits / weights;
    double u = all.value();
    double mean = weights / all.weight();
    double both = hits * (1 - v - u) + v * u * weights;
    double variance =
        deviation(v) / square(mean) / all.weight() - 2 * both / mean / all.weight() + u * (1 - u);
    return Estimate.normal(v - u, Math.max(0, variance), all.samples(), -1, 1);
  }

  /** Σ f·w²·(r - v)², as r is its own square. */
  private double deviation(double v) {
    return hitSquares * (1 - 2 * v) + v * v * squares;
  }

  private static double square(double x) {
    return x * x;
  }
}
