package org.interesttracker.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;

/**
 * Where each topic lies in the vector space: the direction of the mean of its items' texts. Tells
 * what a text without an item is about. Not thread-safe.
 */
public final class TopicIndex {

  private final int dimension;
  private final Map<String, Sum> sums = new HashMap<>();
  private final ItemIndex directions;

  TopicIndex(int dimension) {
    this.dimension = dimension;
    this.directions = new ItemIndex(dimension);
  }

  /**
   * The topic whose direction is nearest, the first by name among equals.
   *
   * @param vector L2 norm 1
   * @param atLeast the lowest cosine that counts
   * @return null when no topic is so near
   */
  public String nearest(float[] vector, double atLeast) {
    float[] cosines = directions.scores(vector);
    int nearest = -1;
    for (int topic = 0; topic < directions.size(); topic++) {
      if (cosines[topic] >= atLeast && (nearest < 0 || isNearer(topic, nearest, cosines))) {
        nearest = topic;
      }
    }
    return nearest < 0 ? null : directions.id(nearest);
  }

  /** The cosine of the directions of two topics; 0 if one of them is not known. */
  public double cosine(String a, String b) {
    Sum first = sums.get(a);
    Sum second = sums.get(b);
    return first == null || second == null ? 0 : Vectors.dot(first.direction(), second.direction());
  }

  private boolean isNearer(int a, int b, float[] cosines) {
    return cosines[a] != cosines[b]
        ? cosines[a] > cosines[b]
        : directions.id(a).compareTo(directions.id(b)) < 0;
  }

  void add(CatalogItem item) {
    change(item, 1);
  }

  void remove(CatalogItem item) {
    change(item, -1);
  }

  private void change(CatalogItem item, int sign) {
    if (item.vector() != null) {
      List<String> topics = item.categories();
      topics.forEach(topic -> change(topic, item.vector(), sign));
    }
  }

  private void change(String topic, float[] vector, int sign) {
    Sum sum = sums.computeIfAbsent(topic, t -> new Sum(dimension));
    sum.add(vector, sign);
    if (sum.items == 0) {
      sums.remove(topic);
      directions.remove(topic);
    } else {
      directions.put(topic, sum.direction());
    }
  }

  /** Doubles, so that items that come and go leave no trace that would matter. */
  private static final class Sum {
    private final double[] values;
    private int items;

    Sum(int dimension) {
      values = new double[dimension];
    }

    void add(float[] vector, int sign) {
      items += sign;
      for (int d = 0; d < values.length; d++) {
        values[d] += sign * vector[d];
      }
    }

    float[] direction() {
      float[] direction = new float[values.length];
      for (int d = 0; d < values.length; d++) {
        direction[d] = (float) values[d];
      }
      return Vectors.normalize(direction);
    }
  }
}
