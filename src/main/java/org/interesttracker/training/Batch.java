package org.interesttracker.training;

import java.util.Comparator;
import java.util.List;
import org.interesttracker.interest.SequenceInput;

/**
 * Chunks side by side, longest first and padded at the end, so that those still running at a time
 * step are the first ones. A position is a chunk at a time step; positions are counted time step by
 * time step, without the padding.
 */
final class Batch {

  private final List<Chunk> chunks;
  private final int[] running;
  private final int positions;

  Batch(List<Chunk> unsorted) {
    chunks = unsorted.stream().sorted(Comparator.comparingInt(Chunk::length).reversed()).toList();
    running = new int[chunks.get(0).length()];
    for (Chunk chunk : chunks) {
      for (int t = 0; t < chunk.length(); t++) {
        running[t]++;
      }
    }
    positions = chunks.stream().mapToInt(Chunk::length).sum();
  }

  int size() {
    return chunks.size();
  }

  int steps() {
    return running.length;
  }

  int positions() {
    return positions;
  }

  /** How many chunks are not yet padding at a time step. */
  int running(int step) {
    return running[step];
  }

  /** The target item of each position. */
  int[] targets() {
    return byPosition((chunk, step) -> chunk.targets[step]);
  }

  /** The input item of each position. */
  int[] inputItems() {
    return byPosition((chunk, step) -> chunk.timeline.items()[chunk.from + step]);
  }

  /** The inputs [size, F, steps], column-major, zero where padded. */
  float[] inputs(ItemTable table) {
    int features = SequenceInput.size(table.dimension());
    float[] inputs = new float[size() * features * steps()];
    float[] row = new float[features];
    float[] scratch = new float[table.dimension()];
    for (int t = 0; t < steps(); t++) {
      for (int b = 0; b < running[t]; b++) {
        Chunk chunk = chunks.get(b);
        chunk.timeline.writeInput(chunk.from + t, table, scratch, row, 0);
        for (int f = 0; f < features; f++) {
          inputs[b + size() * (f + features * t)] = row[f];
        }
      }
    }
    return inputs;
  }

  /** The hidden states at the start [size, H], column-major. */
  float[] hidden() {
    return columnMajor(chunks.stream().map(chunk -> chunk.hidden).toArray(float[][]::new));
  }

  /** The cell states at the start [size, H], column-major. */
  float[] cell() {
    return columnMajor(chunks.stream().map(chunk -> chunk.cell).toArray(float[][]::new));
  }

  /**
   * Hands the states at the end on to the chunks that follow.
   *
   * @param hidden [size, H], row-major; of use for chunks without padding only, and only those have
   *     one that follows
   */
  void handOn(float[] hidden, float[] cell) {
    for (int b = 0; b < size(); b++) {
      Chunk next = chunks.get(b).next;
      if (next != null) {
        int units = next.hidden.length;
        System.arraycopy(hidden, b * units, next.hidden, 0, units);
        System.arraycopy(cell, b * units, next.cell, 0, units);
      }
    }
  }

  private int[] byPosition(ChunkValue value) {
    int[] values = new int[positions];
    int position = 0;
    for (int t = 0; t < steps(); t++) {
      for (int b = 0; b < running[t]; b++) {
        values[position++] = value.at(chunks.get(b), t);
      }
    }
    return values;
  }

  private static float[] columnMajor(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        values[column * rows.length + row] = rows[row][column];
      }
    }
    return values;
  }

  private interface ChunkValue {
    int at(Chunk chunk, int step);
  }
}
