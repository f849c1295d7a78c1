package org.interesttracker.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Item vectors laid out so that one query is scored against all of them at memory speed: blocks of
 * items, dimension by dimension within a block, so that the inner loop runs over neighbouring items
 * and the compiler can vectorise it. Not thread-safe.
 */
public final class ItemIndex {

  private static final int BLOCK = 256;

  private final int dimension;
  private final List<float[]> blocks = new ArrayList<>();
  private final List<float[]> biases = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final ItemNumbers numbers;
  private final IntList numberOfSlot = new IntList();

  public ItemIndex(int dimension) {
    this(dimension, new ItemNumbers());
  }

  /**
   * @param numbers what {@link #number} answers by
   */
  public ItemIndex(int dimension, ItemNumbers numbers) {
    this.dimension = dimension;
    this.numbers = numbers;
  }

  public int size() {
    return ids.size();
  }

  /** The item in a slot, 0 to size - 1. */
  public String id(int slot) {
    return ids.get(slot);
  }

  /** The number of the item in a slot, 0 to size - 1. */
  public int number(int slot) {
    return numberOfSlot.get(slot);
  }

  /** The item's slot, or -1. */
  public int slot(String itemId) {
    return slots.getOrDefault(itemId, -1);
  }

  /** Adds an item or replaces its vector; its bias is 0. */
  public void put(String itemId, float[] vector) {
    put(itemId, vector, 0);
  }

  /**
   * Adds an item or replaces its vector.
   *
   * @param bias added to its scores
   */
  public void put(String itemId, float[] vector, float bias) {
    Integer known = slots.get(itemId);
    int slot = known != null ? known : append(itemId);
    write(slot, vector);
    biases.get(slot / BLOCK)[slot % BLOCK] = bias;
  }

  /** Removes an item; the last one takes its slot. */
  public void remove(String itemId) {
    Integer slot = slots.remove(itemId);
    if (slot == null) {
      return;
    }
    int last = ids.size() - 1;
    String moved = ids.remove(last);
    int movedNumber = numberOfSlot.removeLast();
    if (slot != last) {
      numberOfSlot.set(slot, movedNumber);
      ids.set(slot, moved);
      slots.put(moved, slot);
      write(slot, read(last));
      biases.get(slot / BLOCK)[slot % BLOCK] = biases.get(last / BLOCK)[last % BLOCK];
    }
  }

  /** The dot product of the query with every item, plus its bias, by slot. */
  public float[] scores(float[] query) {
    return scores(List.of(query))[0];
  }

  /**
   * {@link #scores(float[])} of several queries. A block of items is scored for all of them while
   * it is near the processor.
   *
   * @return by query, then by slot
   */
  public float[][] scores(List<float[]> queries) {
    float[][] scores = new float[queries.size()][blocks.size() * BLOCK];
    for (int b = 0; b < blocks.size(); b++) {
      for (int q = 0; q < scores.length; q++) {
        System.arraycopy(biases.get(b), 0, scores[q], b * BLOCK, BLOCK);
        scoreBlock(blocks.get(b), queries.get(q), scores[q], b * BLOCK);
      }
    }
    return scores;
  }

  /** Four dimensions at a time, so that a score is read and written a quarter as often. */
  private void scoreBlock(float[] block, float[] query, float[] scores, int from) {
    int d = 0;
    for (; d + 4 <= dimension; d += 4) {
      float q0 = query[d];
      float q1 = query[d + 1];
      float q2 = query[d + 2];
      float q3 = query[d + 3];
      int row = d * BLOCK;
      for (int lane = 0; lane < BLOCK; lane++) {
        scores[from + lane] +=
            q0 * block[row + lane]
                + q1 * block[row + BLOCK + lane]
                + q2 * block[row + 2 * BLOCK + lane]
                + q3 * block[row + 3 * BLOCK + lane];
      }
    }
    for (; d < dimension; d++) {
      float q = query[d];
      int row = d * BLOCK;
      for (int lane = 0; lane < BLOCK; lane++) {
        scores[from + lane] += q * block[row + lane];
      }
    }
  }

  private int append(String itemId) {
    int slot = ids.size();
    ids.add(itemId);
    numberOfSlot.add(numbers.number(itemId));
    slots.put(itemId, slot);
    if (slot == blocks.size() * BLOCK) {
      blocks.add(new float[BLOCK * dimension]);
      biases.add(new float[BLOCK]);
    }
    return slot;
  }

  private void write(int slot, float[] vector) {
    float[] block = blocks.get(slot / BLOCK);
    for (int d = 0; d < dimension; d++) {
      block[d * BLOCK + slot % BLOCK] = vector[d];
    }
  }

  private float[] read(int slot) {
    float[] block = blocks.get(slot / BLOCK);
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = block[d * BLOCK + slot % BLOCK];
    }
    return vector;
  }
}
