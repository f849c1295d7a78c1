package org.interesttracker.recommend;

import org.interesttracker.event.HashedId;
import org.interesttracker.interest.InterestUpdate;

/**
 * The id of a list: a hash, so that the same input gives the same id in whatever run, and nobody
 * reads the user's id in it.
 */
final class RecommendationId {

  private RecommendationId() {}

  /**
   * @param interest that the list is made from
   * @param number how many lists the user had before, since an erasure if there was one; one window
   *     can make several
   * @return 32 hexadecimal digits
   */
  static String of(InterestUpdate interest, int number) {
    return new HashedId()
        .with(interest.userId())
        .with(Long.toString(interest.windowEnd()))
        .with(Long.toString(interest.timestamp()))
        .with(Integer.toString(number))
        .hex();
  }
}
