package org.interesttracker.similarity;

import org.interesttracker.event.EventType;

/** What an event on an item counts in the item counts. */
public enum Evidence {
  /**
   * 1 for each meeting, also one that ended in a low rating, but 0 where the item was turned down.
   */
  MET {
    @Override
    public double of(EventType type, double weight) {
      return type == EventType.DISLIKE || type == EventType.SKIP ? 0 : 1;
    }
  },

  /** The weight of the event, 0 where that is negative. */
  WEIGHT {
    @Override
    public double of(EventType type, double weight) {
      return Math.max(0, weight);
    }
  };

  /**
   * @param weight what the event says about the user's interest
   * @return 0 or more; the item is linked with others only above 0
   */
  public abstract double of(EventType type, double weight);
}
