package org.interesttracker.recommend;

/**
 * A list as it is served.
 *
 * @param id of the list
 * @param ranked with what is explored in its place
 * @param explored the rank in the list that is explored, from 0; {@link #NONE} for none
 * @param raised how much higher the score of the item explored is for that
 * @param propensities by rank in the list, how probable it was that its item comes there; null
 *     where nothing is explored in any list
 */
record Served(String id, Ranked ranked, int explored, double raised, double[] propensities) {

  static final int NONE = -1;

  static Served unexplored(String id, Ranked ranked, double[] propensities) {
    return new Served(id, ranked, NONE, 0, propensities);
  }

  boolean isExplored(int rank) {
    return rank == explored;
  }

  Double propensity(int rank) {
    return propensities == null ? null : propensities[rank];
  }
}
