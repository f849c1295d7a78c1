package org.interesttracker.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what {@link WeightsWriter} writes. Every size is checked against the bytes that are left
 * before anything of that size is allocated.
 */
final class WeightsReader {

  private static final int MAX_RANK = 4;
  private static final int MAX_SECTIONS = 1_000;

  /** A string of few bytes takes many more on the heap. */
  private static final long MAX_STRINGS =
      Math.min(10_000_000, Runtime.getRuntime().maxMemory() / 512);

  private final String file;
  private final ByteBuffer in;
  private final Map<String, FloatArray> floats = new LinkedHashMap<>();
  private final Map<String, List<String>> strings = new HashMap<>();
  private final Map<String, int[]> ints = new HashMap<>();

  /** A row-major array. */
  private record FloatArray(int[] shape, float[] values) {}

  /**
   * @param file for messages
   * @throws ModelFileException if the bytes are not a weights file
   */
  WeightsReader(String file, byte[] bytes) {
    this.file = file;
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      header();
      while (in.hasRemaining()) {
        section();
      }
    } catch (BufferUnderflowException e) {
      throw new ModelFileException(
          "%s ends in the middle of a section, after %d bytes".formatted(file, bytes.length), e);
    }
  }

  /** The names of all float arrays, in the order of the file. */
  Set<String> names() {
    return floats.keySet();
  }

  /**
   * The shape of the array of that name.
   *
   * @throws ModelFileException if there is none of this rank, or a size is 0
   */
  int[] shape(String name, int rank) {
    FloatArray array = floats.get(name);
    check(array != null, "has no array %s", name);
    boolean fits = array.shape.length == rank && Arrays.stream(array.shape).allMatch(n -> n > 0);
    check(
        fits,
        "array %s has shape %s, expected %d sizes of at least 1",
        name,
        Arrays.toString(array.shape),
        rank);
    return array.shape;
  }

  /**
   * The values of the array of that name.
   *
   * @throws ModelFileException if there is none of this shape
   */
  float[] floats(String name, int... shape) {
    FloatArray array = floats.get(name);
    check(array != null, "has no array %s", name);
    check(
        Arrays.equals(array.shape, shape),
        "array %s has shape %s, expected %s",
        name,
        Arrays.toString(array.shape),
        Arrays.toString(shape));
    return array.values;
  }

  /**
   * The strings of that name.
   *
   * @throws ModelFileException if there are none
   */
  List<String> strings(String name) {
    List<String> values = strings.get(name);
    check(values != null, "has no strings %s", name);
    return values;
  }

  /**
   * The whole numbers of that name.
   *
   * @throws ModelFileException if there are none
   */
  int[] ints(String name) {
    int[] values = ints.get(name);
    check(values != null, "has no whole numbers %s", name);
    return values;
  }

  private void header() {
    byte[] magic = new byte[WeightsWriter.MAGIC.length];
    in.get(magic);
    check(Arrays.equals(magic, WeightsWriter.MAGIC), "does not start as a weights file does");
    int version = in.getInt();
    check(
        version == WeightsWriter.VERSION,
        "has format version %d, expected %d",
        version,
        WeightsWriter.VERSION);
  }

  private void section() {
    int kind = in.get();
    String name = string();
    boolean known = floats.containsKey(name) || strings.containsKey(name) || ints.containsKey(name);
    check(!known, "has %s twice", name);
    check(
        floats.size() + strings.size() + ints.size() < MAX_SECTIONS,
        "has more than %d sections",
        MAX_SECTIONS);
    switch (kind) {
      case WeightsWriter.FLOATS -> floats.put(name, array(name));
      case WeightsWriter.STRINGS -> strings.put(name, list(name));
      case WeightsWriter.INTS -> ints.put(name, wholeNumbers(name));
      default -> check(false, "has a section of kind %d, expected 1 to 3", kind);
    }
  }

  private FloatArray array(String name) {
    int rank = in.get();
    check(rank >= 1 && rank <= MAX_RANK, "array %s has rank %d, expected 1 to 4", name, rank);
    int[] shape = new int[rank];
    long count = 1;
    long room = in.remaining() / Float.BYTES;
    for (int i = 0; i < rank; i++) {
      shape[i] = in.getInt();
      check(shape[i] >= 0, "array %s has a size of %d, expected 0 or more", name, shape[i]);
      count *= shape[i];
      check(count <= room, "array %s has more values than the file has room for", name);
    }
    check(
        count <= in.remaining() / Float.BYTES,
        "array %s has %d values, the file has room for %d",
        name,
        count,
        in.remaining() / Float.BYTES);
    return new FloatArray(shape, values(name, (int) count));
  }

  private float[] values(String name, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.getFloat();
      check(Float.isFinite(values[i]), "array %s has the value %s", name, values[i]);
    }
    return values;
  }

  private List<String> list(String name) {
    int count = in.getInt();
    check(
        count >= 0 && count <= in.remaining() / Short.BYTES,
        "list %s has %d strings, more than the file has room for",
        name,
        count);
    check(
        count <= MAX_STRINGS,
        "list %s has %d strings, expected at most %d with this heap",
        name,
        count,
        MAX_STRINGS);
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(string());
    }
    return values;
  }

  private int[] wholeNumbers(String name) {
    int count = in.getInt();
    check(
        count >= 0 && count <= in.remaining() / Integer.BYTES,
        "%s has %d whole numbers, more than the file has room for",
        name,
        count);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.getInt();
    }
    return values;
  }

  private String string() {
    int length = in.getShort();
    check(
        length >= 0 && length <= in.remaining(),
        "has a name of %d bytes where %d are left",
        length,
        in.remaining());
    byte[] utf8 = new byte[length];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /**
   * @throws ModelFileException with the file and what is wrong with it, unless the condition holds
   */
  void check(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new ModelFileException(file + " " + message.formatted(values));
    }
  }
}
