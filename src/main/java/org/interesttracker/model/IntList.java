package org.interesttracker.model;

import java.util.Arrays;

/** A growing list of int values without boxes. Not thread-safe. */
public final class IntList {

  private int[] values = new int[2];
  private int size;

  public int size() {
    return size;
  }

  /** The value in a place, 0 to size - 1. */
  public int get(int place) {
    return values[place];
  }

  public void set(int place, int value) {
    values[place] = value;
  }

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + Math.max(2, size / 2));
    }
    values[size++] = value;
  }

  /** Takes the last value off; the list must not be empty. */
  public int removeLast() {
    return values[--size];
  }

  /** Removes all values. */
  public void clear() {
    values = new int[2];
    size = 0;
  }

  /** Removes a value where it first stands, those behind it move up; nothing if it is not there. */
  public void removeValue(int value) {
    int place = indexOf(value);
    if (place >= 0) {
      size--;
      System.arraycopy(values, place + 1, values, place, size - place);
    }
  }

  /** Where a value first stands, or -1. */
  public int indexOf(int value) {
    for (int place = 0; place < size; place++) {
      if (values[place] == value) {
        return place;
      }
    }
    return -1;
  }
}
