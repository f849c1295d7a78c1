package org.interesttracker.quality;

/**
 * How many of some cases were hits, each case with its weight.
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param weight the sum of the weights of all cases
 * @param squares the sum of the squares of the weights
 * @param hits the sum of the weights of the hits
 */
public record Rate(double weight, double squares, double hits) {

  static final Rate NONE = new Rate(0, 0, 0);

  /** One more case, of weight 1. */
  Rate plus(boolean hit) {
    return new Rate(weight + 1, squares + 1, hits + (hit ? 1 : 0));
  }

  Rate plus(Rate other) {
    return new Rate(weight + other.weight, squares + other.squares, hits + other.hits);
  }

  Rate faded(double factor) {
    return new Rate(factor * weight, factor * factor * squares, factor * hits);
  }

  /** How many cases of the same weight say as much (Kish, Survey Sampling, 1965). */
  double samples() {
    return weight * weight / squares;
  }

  double value() {
    return hits / weight;
  }

  /** Of at least one case. */
  Estimate estimate() {
    return Estimate.share(value(), samples());
  }
}
