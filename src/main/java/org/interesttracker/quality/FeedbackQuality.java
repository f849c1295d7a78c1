package org.interesttracker.quality;

import org.interesttracker.feedback.ListFeedback;

/**
 * What became of all lists so far.
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param windowSize how many lists the window can hold
 * @param lists how many lists there were
 * @param faded all lists, faded
 * @param timestamp event time of the latest list
 */
public record FeedbackQuality(int windowSize, long lists, FeedbackSums faded, long timestamp) {

  public static FeedbackQuality empty(int windowSize) {
    return new FeedbackQuality(windowSize, 0, FeedbackSums.NONE, Long.MIN_VALUE);
  }

  public FeedbackQuality plus(ListFeedback list, double fading) {
    return new FeedbackQuality(
        windowSize,
        lists + 1,
        faded.faded(fading).plus(list),
        Math.max(timestamp, list.timestamp()));
  }
}
