package org.interesttracker.similarity;

import java.util.Map;

/** Where the pairs of the item at hand are kept. */
interface PairStore {

  /** What is kept of the pair with another item; null if nothing. */
  PairCounts get(String other);

  void put(String other, PairCounts counts);

  void remove(String other);

  void clear();

  Iterable<Map.Entry<String, PairCounts>> entries();
}
