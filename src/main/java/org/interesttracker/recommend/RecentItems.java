package org.interesttracker.recommend;

import java.util.function.ObjDoubleConsumer;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;

/** The user's recent items as models of content look at them. */
final class RecentItems {

  /** What the weight of an item is multiplied by from one to the next older one. */
  static final double RECENCY_DECAY = 0.8;

  private RecentItems() {}

  /** Those that the user liked, latest first, with their weight decayed by their place. */
  static void liked(InterestUpdate interest, ObjDoubleConsumer<String> use) {
    double recency = 1;
    for (ItemWeight item : interest.recentItems()) {
      if (item.weight() > 0) {
        use.accept(item.itemId(), item.weight() * recency);
      }
      recency *= RECENCY_DECAY;
    }
  }
}
