package org.interesttracker.interest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.interesttracker.event.EpochMillis;
import org.interesttracker.event.EventType;

/**
 * A user's interest after a window.
 *
 * @param windowStart epoch milliseconds, inclusive
 * @param windowEnd epoch milliseconds, exclusive
 * @param events the user's events in the window
 * @param topics the heaviest topics, heaviest first
 * @param vector the interest vector, length D
 * @param interestDrift 1 - cosine between this interest vector and that of the update before; null
 *     for the first
 * @param textDrift mean of 1 - cosine between consecutive texts of the window; null for fewer than
 *     two
 * @param recentItems the user's recent items, latest first, with the weight each was given
 * @param newItems the items of this window's events, in order, each once
 * @param modelVersion the sequence model that made the vector
 * @param timestamp event time of the latest event, epoch milliseconds
 * @param erased true when the user was erased: all else is empty
 * @param preferences what the user ordered about lists; null if nothing
 */
public record InterestUpdate(
    String userId,
    @EpochMillis long windowStart,
    @EpochMillis long windowEnd,
    int events,
    List<TopicWeight> topics,
    float[] vector,
    Double interestDrift,
    Double textDrift,
    List<ItemWeight> recentItems,
    List<String> newItems,
    String modelVersion,
    @JsonProperty("time") @EpochMillis long timestamp,
    boolean erased,
    Preferences preferences) {

  /** Of a user who ordered nothing. */
  public InterestUpdate(
      String userId,
      long windowStart,
      long windowEnd,
      int events,
      List<TopicWeight> topics,
      float[] vector,
      Double interestDrift,
      Double textDrift,
      List<ItemWeight> recentItems,
      List<String> newItems,
      String modelVersion,
      long timestamp,
      boolean erased) {
    this(
        userId,
        windowStart,
        windowEnd,
        events,
        topics,
        vector,
        interestDrift,
        textDrift,
        recentItems,
        newItems,
        modelVersion,
        timestamp,
        erased,
        null);
  }

  /**
   * @param weight decayed sum of event weights
   * @param share of the sum of all positive weights, 0 to 1
   * @param change of the share since the window began, in share points
   */
  public record TopicWeight(String topic, double weight, double share, double change) {}

  /**
   * @param weight what the user's events said of it; negative against it
   * @param evidence how much it counts as met, as in the item counts; 0 where it was turned down
   * @param type of the event that gave the weight; null if unknown
   */
  public record ItemWeight(String itemId, double weight, double evidence, EventType type) {

    /** An item of which is not known what the user did. */
    public ItemWeight(String itemId, double weight, double evidence) {
      this(itemId, weight, evidence, null);
    }

    /** An item that counts by its weight. */
    public ItemWeight(String itemId, double weight) {
      this(itemId, weight, Math.max(0, weight));
    }
  }

  static InterestUpdate erased(String userId, UserWindow window, long timestamp) {
    return new InterestUpdate(
        userId,
        window.start(),
        window.end(),
        0,
        List.of(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        timestamp,
        true);
  }
}
