package org.interesttracker.recommend;

import java.util.List;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.Vectors;
import org.interesttracker.recommend.Recommendation.Reason;

/** Says why an item suits a user, by the user's own items and topics. */
final class Reasons {

  private final Catalog catalog;

  Reasons(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @param because the user's item that a model names; null if none does, then the item nearest in
   *     the vector space of those the user likes is named
   */
  Reason of(String itemId, InterestUpdate interest, ItemWeight because) {
    ItemWeight item = because != null ? because : nearest(itemId, interest.recentItems());
    TopicWeight topic = topic(catalog.item(itemId), interest.topics());
    return new Reason(
        item == null ? null : item.itemId(),
        item == null ? null : title(item.itemId()),
        item == null ? 0 : item.weight(),
        topic == null ? null : topic.topic(),
        topic == null ? 0 : topic.share());
  }

  private ItemWeight nearest(String itemId, List<ItemWeight> recentItems) {
    float[] vector = catalog.vector(itemId);
    ItemWeight nearest = null;
    for (ItemWeight item : recentItems) {
      float[] other = catalog.vector(item.itemId());
      if (vector == null || other == null || item.weight() <= 0) {
        continue;
      }
      double weight = Vectors.cosine(vector, other) * item.weight();
      if (weight > 0 && (nearest == null || weight > nearest.weight())) {
        nearest = new ItemWeight(item.itemId(), weight);
      }
    }
    return nearest;
  }

  /** The topics come heaviest first, so the first that fits is the one. */
  private static TopicWeight topic(CatalogItem item, List<TopicWeight> topics) {
    return item == null
        ? null
        : topics.stream()
            .filter(topic -> topic.weight() > 0 && item.categories().contains(topic.topic()))
            .findFirst()
            .orElse(null);
  }

  private String title(String itemId) {
    CatalogItem item = catalog.item(itemId);
    return item == null ? null : item.title();
  }
}
