package org.interesttracker.recommend;

import java.util.Arrays;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.CategoryIndex;

/**
 * How far the categories of a list are from the topics of its user (Steck, Calibrated
 * Recommendations, RecSys 2018): the Kullback-Leibler divergence
 *
 * <pre>
 * Σ_c p(c) · ln(p(c) / (0.99 · q(c) + 0.01 · p(c)))
 * </pre>
 *
 * with p(c) the share of topic c in the user's interest, and q(c) the sum over the list's items of
 * the category of 1 / (categories of the item), divided by the length of a full list. It is at most
 * ln 100 = 4.6, and 0 for a list in the user's own shares. Topics that no item is of are left out.
 * Not thread-safe.
 */
public final class Calibration implements ListTerm {

  private static final double SMOOTHING = 0.01;

  private final CategoryIndex categories;
  private final double weight;
  private final int listLength;
  private int[] pool;
  private double[] wanted = {};
  private double[] listed = {};

  /** Of what is mixed as the list is, where a topic is wanted. */
  private double[] logs = {};

  /**
   * @param weight of the divergence
   * @param listLength how many items a full list has
   */
  public Calibration(CategoryIndex categories, double weight, int listLength) {
    this.categories = categories;
    this.weight = weight;
    this.listLength = listLength;
  }

  @Override
  public void begin(int[] items, InterestUpdate interest) {
    pool = items;
    wanted = new double[categories.size()];
    listed = new double[categories.size()];
    for (TopicWeight topic : interest.topics()) {
      int category = categories.find(topic.topic());
      if (category >= 0 && topic.weight() > 0) {
        wanted[category] = topic.weight();
      }
    }
    double sum = Arrays.stream(wanted).sum();
    logs = new double[wanted.length];
    for (int category = 0; category < wanted.length; category++) {
      if (wanted[category] > 0) {
        wanted[category] /= sum;
        logs[category] = Math.log(mixed(category, 0));
      }
    }
  }

  @Override
  public double gain(int place) {
    int[] own = categories.of(pool[place]);
    double gain = 0;
    for (int category : own) {
      if (wanted[category] > 0) {
        double more = listed[category] + 1.0 / own.length;
        gain += wanted[category] * (Math.log(mixed(category, more)) - logs[category]);
      }
    }
    return weight * gain;
  }

  @Override
  public void take(int place) {
    int[] own = categories.of(pool[place]);
    for (int category : own) {
      listed[category] += 1.0 / own.length;
      if (wanted[category] > 0) {
        logs[category] = Math.log(mixed(category, listed[category]));
      }
    }
  }

  /** Of the list as it is; 0 for a user without topics. */
  public double divergence() {
    double divergence = 0;
    for (int category = 0; category < wanted.length; category++) {
      if (wanted[category] > 0) {
        divergence += wanted[category] * (Math.log(wanted[category]) - logs[category]);
      }
    }
    return divergence;
  }

  private double mixed(int category, double items) {
    return (1 - SMOOTHING) * items / listLength + SMOOTHING * wanted[category];
  }
}
