package org.interesttracker.interest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.interesttracker.event.Consent;
import org.interesttracker.event.EpochMillis;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Purpose;

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
 * @param consent what the user's events may be used for after this window; null when erased.
 *     Without {@link Purpose#PROFILE} all else is empty, as when erased
 * @param toLearn what of it shared models may learn of; null where they may of all
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
    Preferences preferences,
    Consent consent,
    @JsonIgnore ToLearn toLearn) {

  /** Of a user who consents to all, and ordered nothing. */
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
        null,
        erased ? null : Consent.ALL,
        null);
  }

  /** Whether this and the user's events to come may be used for a purpose. */
  public boolean allows(Purpose purpose) {
    return consent != null && consent.allows(purpose);
  }

  /** Whether there is nothing to be told of the user any more: what was told is taken back. */
  public boolean takesBack() {
    return !allows(Purpose.PROFILE);
  }

  /** Those of the recent items that shared models may learn of, with the weights that they may. */
  public List<ItemWeight> recentItemsToLearn() {
    return toLearn == null ? recentItems : toLearn.recentItems();
  }

  /** Those of the new items that shared models may learn of. */
  public List<String> newItemsToLearn() {
    return toLearn == null ? newItems : toLearn.newItems();
  }

  /**
   * What of an update shared models may learn of. It is in no output.
   *
   * @param recentItems by the user's events that may be learned of alone
   * @param newItems those of the window that may be
   */
  public record ToLearn(List<ItemWeight> recentItems, List<String> newItems) {}

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
    return empty(userId, window, timestamp, true, null);
  }

  static InterestUpdate withdrawn(
      String userId, UserWindow window, long timestamp, Consent consent) {
    return empty(userId, window, timestamp, false, consent);
  }

  private static InterestUpdate empty(
      String userId, UserWindow window, long timestamp, boolean erased, Consent consent) {
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
        erased,
        null,
        consent,
        null);
  }
}
