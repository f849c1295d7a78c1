package org.interesttracker.quality;

import org.interesttracker.feedback.ListFeedback.ItemFeedback;

/**
 * What became of the items shown at a place.
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param clicked how many of all were clicked
 * @param converted likewise
 * @param skipped likewise
 * @param explored how many of those that were explored were clicked
 */
public record PlaceSums(Rate clicked, Rate converted, Rate skipped, Rate explored) {

  static final PlaceSums NONE = new PlaceSums(Rate.NONE, Rate.NONE, Rate.NONE, Rate.NONE);

  PlaceSums plus(ItemFeedback item) {
    return new PlaceSums(
        clicked.plus(item.clicked()),
        converted.plus(item.converted()),
        skipped.plus(item.skipped()),
        item.explored() ? explored.plus(item.clicked()) : explored);
  }

  PlaceSums plus(PlaceSums other) {
    return new PlaceSums(
        clicked.plus(other.clicked),
        converted.plus(other.converted),
        skipped.plus(other.skipped),
        explored.plus(other.explored));
  }

  PlaceSums faded(double factor) {
    return new PlaceSums(
        clicked.faded(factor),
        converted.faded(factor),
        skipped.faded(factor),
        explored.faded(factor));
  }
}
