package org.interesttracker.quality;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.interesttracker.event.EpochMillis;

/**
 * A figure of how good a model's lists were, each scored by what its user met next.
 *
 * @param name "hr@10": the share of the items met that were in the list of ten; "ndcg@10": the mean
 *     of 1 / log2(1 + place), 0 for those that were not; "mrr@10": the mean of 1 / place likewise;
 *     "drift-alarm": the share fell; "model-published", "model-activated", "model-refused": what
 *     was decided of a model of interest, whose NDCG@10 on the events held back is the value; those
 *     of {@link FeedbackSums}
 * @param model whose lists; of a decision, the version that is in force after it
 * @param over which items; null for an alarm
 * @param position the place in the list, 1 for the first; null where it is of all places
 * @param value of the figure; for an alarm the share since it began to fall
 * @param low lower bound of the 95 % confidence interval; null for an alarm
 * @param high its upper bound; null for an alarm
 * @param before for an alarm, the share before it began to fall; for a decision, the figure of the
 *     model in force before; else null
 * @param samples the number of items it rests on; where items fade, that of as many that do not and
 *     say as much
 * @param timestamp event time of the latest of them, epoch milliseconds
 */
public record QualityMetric(
    String name,
    String model,
    Over over,
    Integer position,
    double value,
    Double low,
    Double high,
    Double before,
    double samples,
    @JsonProperty("time") @EpochMillis long timestamp) {

  public static final String DRIFT_ALARM = "drift-alarm";
  public static final String MODEL_PUBLISHED = "model-published";
  public static final String MODEL_ACTIVATED = "model-activated";
  public static final String MODEL_REFUSED = "model-refused";

  /**
   * What was decided of a model of interest.
   *
   * @param version of the model that is in force afterwards
   * @param ndcg of the model it was about, on the events held back
   * @param before of the model that was in force
   * @param samples how many events they rest on
   */
  public static QualityMetric decision(
      String name, String version, double ndcg, double before, double samples, long timestamp) {
    return new QualityMetric(
        name, version, null, null, ndcg, null, null, before, samples, timestamp);
  }

  /** What a compacted topic keeps one of. */
  public String key() {
    return position == null ? model + " " + name : model + " " + name + " " + position;
  }

  /** Which items a figure is taken over. */
  public enum Over {
    /** The latest ones, all alike. */
    WINDOW,
    /** All, each counting a little less with each that came after it. */
    FADING
  }
}
