package org.interesttracker.interest;

import java.util.List;
import org.interesttracker.model.TopicIndex;

/**
 * What an event against some topics takes from their neighbours: of its weight, a part in
 * proportion to the cosine of the topics' directions. A neighbour loses at the most what speaks for
 * it, since the user has said nothing against it.
 */
final class TopicNeighbours {

  private final TopicIndex topics;
  private final double part;

  /**
   * @param part of the weight that is taken from a topic of the same direction, 0 to 1
   */
  TopicNeighbours(TopicIndex topics, double part) {
    this.topics = topics;
    this.part = part;
  }

  /**
   * @param against the topics of the event
   * @param weight of the event, below 0
   */
  void lower(
      TopicWeights weights, List<String> against, double weight, long timestamp, long halfLife) {
    weights.lower(
        timestamp,
        halfLife,
        topic -> against.contains(topic) ? 0 : -weight * part * nearness(topic, against));
  }

  private double nearness(String topic, List<String> against) {
    return against.stream().mapToDouble(other -> topics.cosine(topic, other)).reduce(0, Math::max);
  }
}
