package org.interesttracker.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.interesttracker.feedback.ListFeedback.ItemFeedback;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.recommend.Recommendation.RecommendedItem;

/**
 * A list that takes feedback, with what came of it so far.
 *
 * @param closesAt until when it takes feedback, epoch milliseconds
 * @param timestamp of the list, epoch milliseconds
 * @param models that spoke for its items
 * @param items by place
 */
public record OpenList(long closesAt, long timestamp, List<String> models, List<OpenItem> items) {

  /**
   * @param shares of each model in what speaks for the item, which add up to 1
   * @param outcomes the bits of those that came
   */
  public record OpenItem(
      String itemId, float[] shares, boolean explored, double propensity, int outcomes) {

    OpenItem with(Outcome outcome) {
      return new OpenItem(itemId, shares, explored, propensity, outcomes | outcome.bit());
    }

    boolean has(Outcome outcome) {
      return (outcomes & outcome.bit()) != 0;
    }
  }

  /**
   * @param withinMillis for how long after its window the list takes feedback
   */
  static OpenList of(Recommendation list, long withinMillis) {
    TreeSet<String> models = new TreeSet<>();
    list.items().forEach(item -> models.addAll(item.contributions().keySet()));
    List<String> names = List.copyOf(models);
    return new OpenList(
        list.windowEnd() + withinMillis,
        list.timestamp(),
        names,
        list.items().stream().map(item -> open(item, names)).toList());
  }

  private static OpenItem open(RecommendedItem item, List<String> models) {
    return new OpenItem(
        item.itemId(),
        shares(item.contributions(), models),
        item.explored() != null,
        item.propensity() == null ? 1 : item.propensity(),
        0);
  }

  /** What holds against an item has no share in its being there. */
  private static float[] shares(Map<String, Double> contributions, List<String> models) {
    double sum = contributions.values().stream().mapToDouble(part -> Math.max(0, part)).sum();
    float[] shares = new float[models.size()];
    for (int m = 0; m < shares.length && sum > 0; m++) {
      shares[m] = (float) (Math.max(0, contributions.getOrDefault(models.get(m), 0.0)) / sum);
    }
    return shares;
  }

  /** True where the feedback is about an item of the list, or about the whole of it. */
  boolean concerns(FeedbackMessage feedback) {
    return items.stream().anyMatch(item -> isAbout(feedback, item));
  }

  private static boolean isAbout(FeedbackMessage feedback, OpenItem item) {
    return feedback.itemId() == null || feedback.itemId().equals(item.itemId());
  }

  /** The same with what came. */
  OpenList with(FeedbackMessage feedback) {
    return new OpenList(
        closesAt,
        timestamp,
        models,
        items.stream()
            .map(item -> isAbout(feedback, item) ? item.with(feedback.outcome()) : item)
            .toList());
  }

  /** How many items something came of that no event says were shown. */
  long notShown() {
    return items.stream().filter(item -> item.outcomes() != 0 && !item.has(Outcome.SHOWN)).count();
  }

  /** What became of the items that were shown. */
  ListFeedback close() {
    List<ItemFeedback> shown = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      OpenItem item = items.get(i);
      if (item.has(Outcome.SHOWN)) {
        boolean clicked = item.has(Outcome.CLICKED);
        shown.add(
            new ItemFeedback(
                i + 1,
                item.explored(),
                item.propensity(),
                clicked,
                item.has(Outcome.CONVERTED),
                item.has(Outcome.SKIPPED),
                clicked ? item.shares() : new float[0]));
      }
    }
    return new ListFeedback(timestamp, models, shown);
  }
}
