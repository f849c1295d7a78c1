package org.interesttracker.dataset;

import java.util.Random;

/**
 * How many events each user makes: a bounded Zipf law over a random order of users, that adds up to
 * exactly the number asked for.
 */
final class ActivityPlan {

  private static final double EXPONENT = 1.0;

  private ActivityPlan() {}

  /** Events by user. */
  static int[] eventsPerUser(int users, long events, Random random) {
    int[] counts = new int[users];
    long floor = Math.max(GeneratorSettings.MIN_EVENTS_PER_USER, events / users / 4);
    double spare = events - floor * users;
    double scale = spare / totalWeight(users);
    long given = 0;
    for (int rank = 0; rank < users; rank++) {
      counts[rank] = (int) (floor + (long) (scale * weight(rank, users)));
      given += counts[rank];
    }
    for (int rank = 0; given < events; given++, rank = (rank + 1) % users) {
      counts[rank]++;
    }
    shuffle(counts, random);
    return counts;
  }

  /** The shift bounds the busiest user at a few times the mean. */
  private static double weight(int rank, int users) {
    return WeightedSampler.zipfWeight(rank, EXPONENT, users * 0.03);
  }

  private static double totalWeight(int users) {
    double total = 0;
    for (int rank = 0; rank < users; rank++) {
      total += weight(rank, users);
    }
    return total;
  }

  private static void shuffle(int[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
