package org.interesttracker.evaluation;

import java.util.Arrays;
import org.interesttracker.event.EventType;
import org.interesttracker.recommend.ItemScores;

/** Scores each item by how many events it had so far, those that turn it down left out. */
final class Popularity implements Contender {

  private final ItemScores scores = new ItemScores();
  private int[] counts = new int[0];

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public ItemScores score(Turn turn) {
    scores.clear();
    for (int item = 0; item < counts.length; item++) {
      scores.add(item, counts[item]);
    }
    return scores;
  }

  @Override
  public void learn(Turn turn) {
    EventType type = turn.event().type();
    if (turn.item() == Turn.NO_ITEM || type == EventType.DISLIKE || type == EventType.SKIP) {
      return;
    }
    if (turn.item() >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(turn.item() + 1, 2 * counts.length));
    }
    counts[turn.item()]++;
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * counts.length;
  }
}
