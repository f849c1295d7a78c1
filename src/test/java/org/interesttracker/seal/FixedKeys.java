package org.interesttracker.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Master keys for tests, each made of a word.
 *
 * @param words the current one first
 */
public record FixedKeys(List<String> words) implements KeySource {

  /** The current one first. */
  public static FixedKeys of(String... words) {
    return new FixedKeys(List.of(words));
  }

  @Override
  public List<byte[]> read() {
    return words.stream()
        .map(word -> Arrays.copyOf(word.getBytes(StandardCharsets.UTF_8), MasterKeys.SHORTEST))
        .toList();
  }
}
