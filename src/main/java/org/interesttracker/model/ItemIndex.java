package org.interesttracker.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Item vectors laid out so that one query is scored against all of them at memory speed, see {@link
 * VectorBlock}. Not thread-safe.
 */
public final class ItemIndex {

  private static final int BLOCK = 256;

  /** Slots are kept one higher, so that a new array says that none is known. */
  private static final int NOWHERE = 0;

  private final int dimension;
  private final List<VectorBlock> blocks = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final ItemNumbers numbers;
  private final IntList numberOfSlot = new IntList();
  private int[] slotOfNumber = new int[0];

  /** Made when several queries are asked together for the first time. */
  private BlockProducts products;

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
    return slot(numbers.find(itemId));
  }

  /** The slot of the item of a number, or -1. */
  public int slot(int number) {
    return number >= 0 && number < slotOfNumber.length ? slotOfNumber[number] - 1 : -1;
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
    int known = slot(itemId);
    int slot = known >= 0 ? known : append(itemId);
    blocks.get(slot / BLOCK).write(slot % BLOCK, vector, bias);
  }

  /** Removes an item; the last one takes its slot. */
  public void remove(String itemId) {
    int slot = slot(itemId);
    if (slot < 0) {
      return;
    }
    slotOfNumber[numberOfSlot.get(slot)] = NOWHERE;
    int last = ids.size() - 1;
    String moved = ids.remove(last);
    int movedNumber = numberOfSlot.removeLast();
    if (slot != last) {
      numberOfSlot.set(slot, movedNumber);
      ids.set(slot, moved);
      slotOfNumber[movedNumber] = slot + 1;
      VectorBlock from = blocks.get(last / BLOCK);
      blocks
          .get(slot / BLOCK)
          .write(slot % BLOCK, from.read(last % BLOCK), from.biases()[last % BLOCK]);
    }
  }

  /** Removes all items. */
  public void clear() {
    blocks.clear();
    ids.clear();
    numberOfSlot.clear();
    slotOfNumber = new int[0];
  }

  /** The dot product of the query with every item, plus its bias, by slot. */
  public float[] scores(float[] query) {
    float[] scores = new float[room()];
    for (int b = 0; b < blocks.size(); b++) {
      blocks.get(b).score(query, BLOCK, scores, b * BLOCK);
    }
    return scores;
  }

  /**
   * {@link #scores(float[])} of several queries, to rounding: a block of items is one product with
   * all of them.
   *
   * @return by query, then by slot
   */
  public float[][] scores(List<float[]> queries) {
    float[][] scores = new float[queries.size()][room()];
    write(queries, scores);
    return scores;
  }

  /** How long the scores of a query are: as many as items, and some that stand for none. */
  public int room() {
    return blocks.size() * BLOCK;
  }

  /**
   * The same into arrays that are there.
   *
   * @param scores as many as queries or more, each of length {@link #room} or more
   */
  public void write(List<float[]> queries, float[][] scores) {
    if (products == null) {
      products = new BlockProducts(dimension, BLOCK);
    }
    products.write(queries, blocks, scores);
  }

  private int append(String itemId) {
    int slot = ids.size();
    ids.add(itemId);
    int number = numbers.number(itemId);
    numberOfSlot.add(number);
    if (number >= slotOfNumber.length) {
      slotOfNumber = Arrays.copyOf(slotOfNumber, Math.max(number + 1, 2 * slotOfNumber.length));
    }
    slotOfNumber[number] = slot + 1;
    if (slot == blocks.size() * BLOCK) {
      blocks.add(new VectorBlock(dimension, BLOCK));
    }
    return slot;
  }
}
