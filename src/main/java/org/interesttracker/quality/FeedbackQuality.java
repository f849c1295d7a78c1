package org.interesttracker.quality;

import java.util.function.Consumer;
import org.interesttracker.feedback.ListFeedback;
import org.interesttracker.quality.QualityMetric.Over;

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

  /**
   * The figures over the window, then those that fade. The window is summed up anew each time, so
   * that nothing is lost to rounding.
   *
   * @param latest the lists of the window
   */
  public void figures(Iterable<ListFeedback> latest, Consumer<QualityMetric> out) {
    FeedbackSums window = FeedbackSums.NONE;
    for (ListFeedback list : latest) {
      window = window.plus(list);
    }
    window.figures(Over.WINDOW, timestamp, out);
    faded.figures(Over.FADING, timestamp, out);
  }
}
