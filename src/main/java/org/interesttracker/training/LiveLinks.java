package org.interesttracker.training;

import java.util.Arrays;
import org.interesttracker.model.IntList;
import org.interesttracker.model.ItemLinks;

/**
 * The links between items while they are learned, by AdaGrad (Duchi et al. 2011) on the loss of the
 * same softmax as the network: a link is made when two items first meet, and moves with every
 * prediction that it had a part in. Not thread-safe.
 */
final class LiveLinks {

  /** Keeps the first steps small: one meeting may be chance. */
  private static final float FIRST_ROOT = 0.3f;

  private final float rate;
  private final int limit;
  private final IntList numbers = new IntList();
  private final IntList moved = new IntList();
  private ItemLinks links;
  private float[] squares = new float[0];
  private float[] gradients = new float[0];
  private boolean[] touched = new boolean[0];
  private int[] places = new int[0];

  /**
   * @param start where to begin; not changed
   * @param limit how many pairs are kept; when there are more, the weaker half is dropped
   */
  LiveLinks(ItemLinks start, double rate, int limit) {
    this.links = start.copy();
    this.rate = (float) rate;
    this.limit = limit;
  }

  /** How many items were noted. */
  int size() {
    return numbers.size();
  }

  /** Notes the next item of the trainer, numbered from 0 there. */
  void add(String itemId) {
    numbers.add(links.number(itemId));
  }

  /**
   * Makes the links that predictions are to be learned by.
   *
   * @param recent by prediction, the items that came before it, latest first
   * @param targets by prediction, the item that came
   */
  void connect(int[][] recent, int[] targets) {
    for (int row = 0; row < targets.length; row++) {
      int target = numbers.get(targets[row]);
      for (int item : recent[row]) {
        if (numbers.get(item) != target) {
          links.link(numbers.get(item), target);
        }
      }
    }
    if (links.pairs() > limit) {
      dropWeaker();
    }
    if (links.pairs() > squares.length) {
      int capacity = Math.max(1024, links.pairs() + links.pairs() / 2);
      squares = Arrays.copyOf(squares, capacity);
      gradients = Arrays.copyOf(gradients, capacity);
      touched = Arrays.copyOf(touched, capacity);
    }
  }

  private void dropWeaker() {
    float[] sizes = new float[links.pairs()];
    for (int place = 0; place < sizes.length; place++) {
      sizes[place] = Math.abs(links.weight(place));
    }
    float[] sorted = sizes.clone();
    Arrays.sort(sorted);
    float least = sorted[sizes.length - limit / 2];
    int kept = 0;
    for (int place = 0; place < Math.min(sizes.length, squares.length); place++) {
      if (sizes[place] >= least) {
        squares[kept++] = squares[place];
      }
    }
    Arrays.fill(squares, kept, squares.length, 0);
    links = links.only(place -> sizes[place] >= least);
  }

  /**
   * Says which items are compared.
   *
   * @param candidates items of the trainer
   */
  void compare(int[] candidates) {
    places = new int[links.items()];
    Arrays.fill(places, -1);
    for (int c = 0; c < candidates.length; c++) {
      places[numbers.get(candidates[c])] = c;
    }
  }

  /** Adds to the logits of the candidates of each prediction [L, K]. */
  void addTo(float[] logits, int[][] recent) {
    int columns = logits.length / recent.length;
    for (int row = 0; row < recent.length; row++) {
      float decay = 1;
      for (int item : recent[row]) {
        int from = numbers.get(item);
        for (int k = 0; k < links.degree(from); k++) {
          int candidate = places[links.other(from, k)];
          if (candidate >= 0) {
            logits[row * columns + candidate] += decay * links.weight(links.place(from, k));
          }
        }
        decay *= ItemLinks.DECAY;
      }
    }
  }

  /**
   * Learns from all predictions.
   *
   * @param errors gradient of their mean loss by the logits [L, K]
   */
  void learn(float[] errors, int[][] recent) {
    int columns = errors.length / recent.length;
    for (int row = 0; row < recent.length; row++) {
      float decay = recent.length;
      for (int item : recent[row]) {
        int from = numbers.get(item);
        for (int k = 0; k < links.degree(from); k++) {
          int candidate = places[links.other(from, k)];
          if (candidate >= 0) {
            add(links.place(from, k), decay * errors[row * columns + candidate]);
          }
        }
        decay *= ItemLinks.DECAY;
      }
    }
    while (moved.size() > 0) {
      move(moved.removeLast());
    }
  }

  private void add(int place, float gradient) {
    if (!touched[place]) {
      touched[place] = true;
      moved.add(place);
    }
    gradients[place] += gradient;
  }

  private void move(int place) {
    float g = gradients[place];
    squares[place] += g * g;
    float step = rate * g / ((float) Math.sqrt(squares[place]) + FIRST_ROOT);
    links.setWeight(place, links.weight(place) - step);
    gradients[place] = 0;
    touched[place] = false;
  }

  /** What was learned so far. */
  ItemLinks links() {
    return links.copy();
  }
}
