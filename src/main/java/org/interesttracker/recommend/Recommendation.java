package org.interesttracker.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.EpochMillis;
import org.interesttracker.interest.InterestUpdate;

/**
 * A list of items for a user.
 *
 * @param recommendationId what feedback on the list names; null when erased
 * @param items best first
 * @param weights of the models in the blend, as they hold for the user; null when erased
 * @param ownWeights how far they are the user's own: 0 where they are those of all users of whom as
 *     much is known, 1 where what was learned of the user alone counts in full; null when erased
 * @param modelVersion the sequence model that took part
 * @param similarityRows how many rows of the item-item matrix were known; 0 when the list was made
 *     before the first row came
 * @param countsTime event time of the latest event in the item counts that were known, epoch
 *     milliseconds; null before the first. How far it is behind the timestamp is how much of what
 *     others did the list does not know
 * @param windowEnd of the interest it is made from, epoch milliseconds
 * @param timestamp event time of that interest's latest event, epoch milliseconds
 * @param erased true when the user was erased: there is no list any more
 * @param withdrawn true when the user withdrew consent to lists: there is none until it is given
 */
public record Recommendation(
    String userId,
    String recommendationId,
    List<RecommendedItem> items,
    Map<String, Double> weights,
    Double ownWeights,
    String modelVersion,
    int similarityRows,
    @EpochMillis Long countsTime,
    @EpochMillis long windowEnd,
    @JsonProperty("time") @EpochMillis long timestamp,
    boolean erased,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean withdrawn) {

  /** A list, or that the user was erased. */
  public Recommendation(
      String userId,
      String recommendationId,
      List<RecommendedItem> items,
      Map<String, Double> weights,
      Double ownWeights,
      String modelVersion,
      int similarityRows,
      Long countsTime,
      long windowEnd,
      long timestamp,
      boolean erased) {
    this(
        userId,
        recommendationId,
        items,
        weights,
        ownWeights,
        modelVersion,
        similarityRows,
        countsTime,
        windowEnd,
        timestamp,
        erased,
        false);
  }

  /** That the last list is taken back, for want of consent. */
  static Recommendation withdrawn(InterestUpdate interest) {
    return none(interest, false);
  }

  /** That the user was erased. */
  static Recommendation erased(InterestUpdate interest) {
    return none(interest, true);
  }

  private static Recommendation none(InterestUpdate interest, boolean erased) {
    return new Recommendation(
        interest.userId(),
        null,
        List.of(),
        null,
        null,
        null,
        0,
        null,
        interest.windowEnd(),
        interest.timestamp(),
        erased,
        !erased);
  }

  /** Whether there is no list any more. */
  public boolean takesBack() {
    return erased || withdrawn;
  }

  /**
   * @param title of the item; empty if it is not in the catalog
   * @param score the sum of the contributions
   * @param contributions by model, such as "item-cf" or "lstm", below 0 where the blend has learned
   *     to hold against an item what the model says for it; and by what the user said, "preference"
   *     and "turned-down"
   * @param explored true for an item that was drawn to learn from what becomes of it; else null
   * @param propensity how probable it was that this item comes to this place; null where nothing is
   *     explored in any list
   */
  public record RecommendedItem(
      String itemId,
      String title,
      double score,
      Map<String, Double> contributions,
      Reason reason,
      Boolean explored,
      Double propensity) {}

  /**
   * Why an item is in the list.
   *
   * @param basis what contributes most to the score
   * @param becauseItem the user's item that speaks most for it; null if none does
   * @param becauseTitle that item's title; null if unknown
   * @param itemWeight how much it speaks for it: similarity times the weight the user gave it
   * @param becauseTopic the item's topic that the user likes most; null if none
   * @param topicShare that topic's share of the user's interest, 0 to 1
   * @param textEn the reason in an English sentence
   * @param textZh the same in Chinese
   */
  public record Reason(
      Basis basis,
      String becauseItem,
      String becauseTitle,
      double itemWeight,
      String becauseTopic,
      double topicShare,
      String textEn,
      String textZh) {}
}
