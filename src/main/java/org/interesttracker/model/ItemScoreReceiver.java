package org.interesttracker.model;

/** Takes parts of items' scores, by item number; parts of one item add up. */
@FunctionalInterface
public interface ItemScoreReceiver {

  void add(int item, float part);
}
