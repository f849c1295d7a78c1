package org.interesttracker.recommend;

/** What speaks for an item in a list. The wire name is the lower-case name. */
public enum Basis {
  /** It goes with items that the user met: by who else met both, or by their texts. */
  SIMILAR_ITEMS,
  /** It fits the sequence of what the user did. */
  HISTORY,
  /** It is of a topic of the user's. */
  TOPIC,
  /** Users of similar taste met it. */
  PEOPLE,
  /** All users met it often. */
  POPULAR,
  /** All users met it often lately. */
  TRENDING,
  /** The user asked for more of it. */
  REQUEST
}
