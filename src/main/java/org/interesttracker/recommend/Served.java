package org.interesttracker.recommend;

/**
 * A list as it is served.
 *
 * @param id of the list
 * @param ranked with what is explored in its place
 * @param listed the ranks of the items that are in the list, in its order
 * @param explored the rank that is explored; {@link #NONE} for none
 * @param ownPropensity how probable it was that the item which a rank would have without
 *     exploration comes there; null where nothing is explored in any list
 * @param drawnPropensity how probable it was that the item explored comes to its rank; null for
 *     none
 */
record Served(
    String id,
    Ranked ranked,
    int[] listed,
    int explored,
    Double ownPropensity,
    Double drawnPropensity) {

  static final int NONE = -1;

  boolean isExplored(int rank) {
    return rank == explored;
  }

  Double propensity(int rank) {
    return isExplored(rank) ? drawnPropensity : ownPropensity;
  }
}
