package org.interesttracker.interest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.Consent;
import org.interesttracker.event.EpochMillis;

/**
 * The answer to a user who asked what is known: all that is kept, in numbers and in words.
 *
 * @param known false where nothing is kept of the user; then lists are empty
 * @param consentWithdrawn true where the user's events are not used
 * @param consent what they may be used for
 * @param firstSeen event time of the earliest event, epoch milliseconds; null without events
 * @param lastSeen event time of the latest event, epoch milliseconds; null without events
 * @param events how many events there were
 * @param eventCounts events by type, by its name on the wire
 * @param topics all topics, heaviest first, as of the time of the question
 * @param recentItems latest first
 * @param preferences what the user ordered; null if nothing
 * @param foreseen what the sequence model expects next; null before its first step
 * @param modelVersion of the sequence model; null before its first step
 * @param textEn the profile in an English sentence
 * @param textZh the same in Chinese
 * @param timestamp event time of the question, epoch milliseconds
 * @param erased true where it is no answer but follows an erasure: all else is empty
 */
public record InterestProfile(
    String userId,
    boolean known,
    boolean consentWithdrawn,
    Consent consent,
    @EpochMillis Long firstSeen,
    @EpochMillis Long lastSeen,
    long events,
    Map<String, Long> eventCounts,
    List<ProfileTopic> topics,
    List<ProfileItem> recentItems,
    Preferences preferences,
    Foreseen foreseen,
    String modelVersion,
    String textEn,
    String textZh,
    @JsonProperty("time") @EpochMillis long timestamp,
    boolean erased) {

  /**
   * @param weight decayed sum of event weights; negative against it
   * @param share of the sum of all positive weights, 0 to 1
   */
  public record ProfileTopic(String topic, double weight, double share) {}

  /**
   * @param title empty if the item is not in the catalog
   * @param weight what the user's events said of it; negative against it
   */
  public record ProfileItem(String itemId, String title, double weight) {}

  /**
   * What the sequence model expects next, by the interest vector alone.
   *
   * @param items the most probable that are not blocked, most probable first
   * @param topics the most probable, most probable first
   */
  public record Foreseen(List<LikelyItem> items, List<LikelyTopic> topics) {}

  /**
   * @param chance of being the next, 0 to 1
   */
  public record LikelyItem(String itemId, String title, double chance) {}

  /**
   * @param chance that the next item is of it, 0 to 1
   */
  public record LikelyTopic(String topic, double chance) {}
}
