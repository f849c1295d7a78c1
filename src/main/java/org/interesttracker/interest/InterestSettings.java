package org.interesttracker.interest;

import java.io.Serializable;
import org.interesttracker.event.Consent;
import org.interesttracker.similarity.SimilaritySettings;

/**
 * What governs how events become interest.
 *
 * @param topicHalfLifeMillis after which a topic's weight is half
 * @param textTopicSimilarity how near the text of an event without a known item must come to a
 *     topic to count for it, as a cosine
 * @param neighbourTopics what part of the weight of an event against a topic is taken from a topic
 *     of the same direction, 0 to 1; from others in proportion to the cosine
 * @param topTopics how many topics an update names
 * @param tailLength how many recent events are kept per user
 * @param recentItems how many of the user's recent items an update carries
 * @param maxStepsPerWindow how many events of one user and window go through the sequence model,
 *     the latest ones; all are counted in the profile. Bounds what one hostile user can cost
 * @param maxPreferences how many items and how many categories a user may have blocked, and how
 *     many leanings are kept; of more, the oldest go
 * @param similarity which of the user's recent items count as seen together with an event's
 * @param defaultConsent what events of a user who said nothing may be used for
 */
public record InterestSettings(
    EventWeights weights,
    long topicHalfLifeMillis,
    double textTopicSimilarity,
    double neighbourTopics,
    int topTopics,
    int tailLength,
    int recentItems,
    int maxStepsPerWindow,
    int maxPreferences,
    SimilaritySettings similarity,
    Consent defaultConsent)
    implements Serializable {

  /** Where a user who said nothing consents to all. */
  public InterestSettings(
      EventWeights weights,
      long topicHalfLifeMillis,
      double textTopicSimilarity,
      double neighbourTopics,
      int topTopics,
      int tailLength,
      int recentItems,
      int maxStepsPerWindow,
      int maxPreferences,
      SimilaritySettings similarity) {
    this(
        weights,
        topicHalfLifeMillis,
        textTopicSimilarity,
        neighbourTopics,
        topTopics,
        tailLength,
        recentItems,
        maxStepsPerWindow,
        maxPreferences,
        similarity,
        Consent.ALL);
  }

  /** Tells whether an event adds the same to the item counts, wherever it is read again. */
  int countLayout() {
    return 31 * similarity.countLayout() + tailLength;
  }
}
