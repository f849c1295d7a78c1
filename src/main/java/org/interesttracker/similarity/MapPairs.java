package org.interesttracker.similarity;

import java.util.HashMap;
import java.util.Map;

/** The pairs of an item in memory. */
final class MapPairs implements PairStore {

  private final Map<String, PairCounts> pairs = new HashMap<>();

  @Override
  public PairCounts get(String other) {
    return pairs.get(other);
  }

  @Override
  public void put(String other, PairCounts held) {
    pairs.put(other, held);
  }

  @Override
  public void remove(String other) {
    pairs.remove(other);
  }

  @Override
  public void clear() {
    pairs.clear();
  }

  @Override
  public Iterable<Map.Entry<String, PairCounts>> entries() {
    return pairs.entrySet();
  }
}
