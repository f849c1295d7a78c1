package org.interesttracker.evaluation;

import java.util.SplittableRandom;
import org.interesttracker.recommend.ItemScores;

/** Scores every item at random: what chance does. */
final class RandomOrder implements Contender {

  private final ItemScores scores = new ItemScores();
  private final int items;
  private final SplittableRandom random;

  /**
   * @param items how many there are, numbered from 0
   */
  RandomOrder(int items, long seed) {
    this.items = items;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public ItemScores score(Turn turn) {
    scores.clear();
    for (int item = 0; item < items; item++) {
      scores.add(item, (1 + random.nextInt(1 << 24)) / (float) (1 << 24));
    }
    return scores;
  }

  @Override
  public void learn(Turn turn) {}
}
