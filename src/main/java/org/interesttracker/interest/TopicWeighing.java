package org.interesttracker.interest;

import org.interesttracker.event.CatalogItem;

/** What an event on an item says about topics. */
final class TopicWeighing {

  private TopicWeighing() {}

  /**
   * Adds an event's weight to each category of its item.
   *
   * @param item null when the event has none or it is not in the catalog: nothing is added
   */
  static void add(
      UserProfile profile,
      CatalogItem item,
      double weight,
      long timestamp,
      InterestSettings settings) {
    if (item == null) {
      return;
    }
    for (String topic : item.categories()) {
      profile.topics().add(topic, weight, timestamp, settings.topicHalfLifeMillis());
    }
  }
}
