package org.interesttracker.training;

import java.io.Serializable;

/**
 * How a model learns from the stream.
 *
 * @param roundEvents events after which it learns again
 * @param passes how often the events of a round are gone through
 * @param replays sequences of earlier events that each pass goes through beside them
 * @param sequence events of a sequence that are learned
 * @param context events before them that only bring the LSTM to where the user stands
 * @param memory events that are kept for replays; the latest
 * @param replayHalfLife events after which an event is replayed half as often
 * @param candidates items that a prediction is compared with at the most: those of the round, and
 *     others by how often they are met
 * @param itemRate of AdaGrad for the items
 * @param linkRate of AdaGrad for the links between items
 * @param links pairs of items that are linked at the most; the weaker half is dropped then
 * @param networkRate of Adam for the network
 * @param dropout share of hidden units dropped before the output layer
 * @param popularityHalfLife events after which a meeting counts half in an item's bias
 * @param seed of all random numbers
 */
public record LiveSettings(
    int roundEvents,
    int passes,
    int replays,
    int sequence,
    int context,
    int memory,
    double replayHalfLife,
    int candidates,
    double itemRate,
    double linkRate,
    int links,
    double networkRate,
    double dropout,
    double popularityHalfLife,
    long seed)
    implements Serializable {

  /** What did best on a stream of ratings that it was measured on, in time that a core affords. */
  public static LiveSettings defaults() {
    return new LiveSettings(
        64, 2, 2, 16, 10, 100_000, 14_000, 10_000, 0.05, 0.5, 2_000_000, 2e-3, 0.3, 5_000, 42);
  }
}
