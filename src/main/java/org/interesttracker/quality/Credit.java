package org.interesttracker.quality;

/**
 * A model's part in clicks.
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param shares the sum of its shares in what spoke for the items clicked
 * @param squares the sum of their squares
 */
public record Credit(double shares, double squares) {

  static Credit of(double share) {
    return new Credit(share, share * share);
  }

  Credit plus(Credit other) {
    return new Credit(shares + other.shares, squares + other.squares);
  }

  Credit faded(double factor) {
    return new Credit(factor * shares, factor * squares);
  }
}
