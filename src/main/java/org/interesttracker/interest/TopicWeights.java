package org.interesttracker.interest;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A user's topics with their decayed weights, all as of one moment. Arrays and not a map, because
 * each event passes over all of them once in any case, and the state backend gives a new copy each
 * time.
 */
final class TopicWeights {

  /** Topics lighter than this are forgotten. */
  private static final double NEGLIGIBLE = 1e-3;

  private String[] names;
  private double[] weights;
  private int size;
  private long asOf;

  TopicWeights() {
    this(new String[0], new double[0], 0);
  }

  /**
   * @param names to be changed in place
   * @param weights by the place of the name, to be changed in place
   * @param asOf the moment of the weights, epoch milliseconds
   */
  TopicWeights(String[] names, double[] weights, long asOf) {
    this.names = names;
    this.weights = weights;
    this.size = names.length;
    this.asOf = asOf;
  }

  TopicWeights copy() {
    return new TopicWeights(Arrays.copyOf(names, size), Arrays.copyOf(weights, size), asOf);
  }

  int size() {
    return size;
  }

  String name(int i) {
    return names[i];
  }

  double weight(int i) {
    return weights[i];
  }

  long asOf() {
    return asOf;
  }

  /**
   * Adds to a topic. An event before the moment of the weights adds what would be left of it by
   * then.
   */
  void add(String topic, double weight, long timestamp, long halfLifeMillis) {
    decayTo(timestamp, halfLifeMillis);
    double left = weight * decay(asOf - timestamp, halfLifeMillis);
    int i = indexOf(topic);
    if (i < 0) {
      i = append(topic);
    }
    weights[i] += left;
  }

  /** Brings all weights to a moment; never back in time. */
  void decayTo(long timestamp, long halfLifeMillis) {
    if (timestamp <= asOf) {
      return;
    }
    double factor = decay(timestamp - asOf, halfLifeMillis);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double weight = weights[i] * factor;
      if (Math.abs(weight) >= NEGLIGIBLE) {
        if (kept != i) {
          names[kept] = names[i];
        }
        weights[kept++] = weight;
      }
    }
    size = kept;
    asOf = timestamp;
  }

  /**
   * Takes from each topic that has a weight above 0, at the most all of it. What an event before
   * the moment of the weights takes is what would be left of it by then.
   *
   * @param loss by topic, as of the event, 0 or more
   */
  void lower(long timestamp, long halfLifeMillis, ToDoubleFunction<String> loss) {
    decayTo(timestamp, halfLifeMillis);
    double left = decay(asOf - timestamp, halfLifeMillis);
    for (int i = 0; i < size; i++) {
      if (weights[i] > 0) {
        weights[i] = Math.max(0, weights[i] - left * loss.applyAsDouble(names[i]));
      }
    }
  }

  void remove(String topic) {
    int i = indexOf(topic);
    if (i >= 0) {
      size--;
      names[i] = names[size];
      weights[i] = weights[size];
    }
  }

  /** The sum of all weights that speak for their topic. */
  double positiveSum() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.max(0, weights[i]);
    }
    return sum;
  }

  /**
   * A topic's part of the positive sum, 0 to 1; 0 for one unknown or disliked.
   *
   * @param likely where the topic probably is
   */
  double share(String topic, int likely, double positiveSum) {
    int i = likely < size && names[likely].equals(topic) ? likely : indexOf(topic);
    return i < 0 || weights[i] <= 0 ? 0 : weights[i] / positiveSum;
  }

  /** The places of the heaviest topics, heaviest first, the first by name among equals. */
  int[] heaviest(int limit) {
    int[] places = new int[Math.min(limit, size)];
    int filled = 0;
    for (int i = 0; i < size; i++) {
      int at = filled;
      while (at > 0 && isHeavier(i, places[at - 1])) {
        if (at < places.length) {
          places[at] = places[at - 1];
        }
        at--;
      }
      if (at < places.length) {
        places[at] = i;
        filled = Math.min(filled + 1, places.length);
      }
    }
    return places;
  }

  private boolean isHeavier(int a, int b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : names[a].compareTo(names[b]) < 0;
  }

  Map<String, Double> toMap() {
    Map<String, Double> byName = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      byName.put(names[i], weights[i]);
    }
    return byName;
  }

  private int indexOf(String topic) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(topic)) {
        return i;
      }
    }
    return -1;
  }

  private int append(String topic) {
    if (size == names.length) {
      int capacity = size + Math.max(4, size / 2);
      names = Arrays.copyOf(names, capacity);
      weights = Arrays.copyOf(weights, capacity);
    }
    names[size] = topic;
    weights[size] = 0;
    return size++;
  }

  private static double decay(long millis, long halfLifeMillis) {
    return Math.pow(2, -(double) Math.max(0, millis) / halfLifeMillis);
  }
}
