package org.interesttracker.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers the k best of scored items; equal scores go by item id. Twice as many as are wanted are
 * held before the worse half is dropped by quickselect (Hoare 1961), so that an offer costs a few
 * steps and no object. Not thread-safe.
 */
final class NearestFirst {

  private static final int FIRST_ROOM = 64;

  private final int k;
  private PlacedItem[] items;
  private float[] scores;
  private int size;
  private float bound = Float.NEGATIVE_INFINITY;

  NearestFirst(int k) {
    this.k = k;
    this.items = new PlacedItem[Math.min(2 * k, FIRST_ROOM)];
    this.scores = new float[items.length];
  }

  /** What an item must score at the least to be among the best. */
  float bound() {
    return bound;
  }

  void offer(PlacedItem item, float score) {
    if (k == 0 || score < bound) {
      return;
    }
    if (size == items.length) {
      makeRoom();
    }
    items[size] = item;
    scores[size++] = score;
  }

  private void makeRoom() {
    if (size < 2 * k) {
      int room = Math.min(2 * k, 2 * size);
      items = Arrays.copyOf(items, room);
      scores = Arrays.copyOf(scores, room);
    } else {
      dropWorse();
    }
  }

  private void dropWorse() {
    int from = 0;
    int to = size - 1;
    while (from < to) {
      int middle = partition(from, to);
      if (middle <= k - 1) {
        from = middle + 1;
      }
      if (middle >= k - 1) {
        to = middle - 1;
      }
    }
    size = k;
    bound = scores[k - 1];
  }

  /** Best first; afterwards none are held. */
  List<PlacedItem> drain() {
    if (size > k) {
      dropWorse();
    }
    sort(0, size - 1);
    List<PlacedItem> best = new ArrayList<>(size);
    for (int n = 0; n < size; n++) {
      best.add(items[n]);
    }
    size = 0;
    bound = Float.NEGATIVE_INFINITY;
    return best;
  }

  private void sort(int from, int to) {
    if (from < to) {
      int middle = partition(from, to);
      sort(from, middle - 1);
      sort(middle + 1, to);
    }
  }

  /** Puts the middle item in its place, the better ones before it; returns that place. */
  private int partition(int from, int to) {
    swap((from + to) >>> 1, to);
    int place = from;
    for (int n = from; n < to; n++) {
      if (isBefore(n, to)) {
        swap(n, place++);
      }
    }
    swap(place, to);
    return place;
  }

  private boolean isBefore(int a, int b) {
    return scores[a] == scores[b]
        ? items[a].itemId().compareTo(items[b].itemId()) < 0
        : scores[a] > scores[b];
  }

  private void swap(int a, int b) {
    PlacedItem item = items[a];
    float score = scores[a];
    items[a] = items[b];
    scores[a] = scores[b];
    items[b] = item;
    scores[b] = score;
  }
}
