package org.interesttracker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases that are kept, and some thousands made of them, the same ones in every run: all are
 * taken or refused with a sentence. {@link FuzzIT} looks for new ones.
 */
class FuzzTest {

  private static final int CASES = 4_000;

  @TestFactory
  Stream<DynamicTest> takesOrRefusesButNeverFails() throws Exception {
    Map<String, Target> all = Targets.all();
    return all.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> run(entry)));
  }

  private static void run(Map.Entry<String, Target> entry) throws Exception {
    List<byte[]> kept = Corpus.of(entry.getKey());
    Target target = entry.getValue();
    int taken = 0;
    for (byte[] bytes : kept) {
      taken += target.takes(bytes) ? 1 : 0;
    }
    // Nothing lies at the places that the cases name.
    if (!entry.getKey().equals("savepoint-path")) {
      assertThat(taken).as("some of what is kept is usable").isPositive();
    }
    Random random = new Random(entry.getKey().hashCode());
    for (int i = 0; i < CASES; i++) {
      target.takes(mutated(kept.get(random.nextInt(kept.size())), kept, random));
    }
  }

  private static byte[] mutated(byte[] bytes, List<byte[]> kept, Random random) {
    byte[] mutated = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated = mutatedOnce(mutated, kept.get(random.nextInt(kept.size())), random);
    }
    return mutated;
  }

  private static byte[] mutatedOnce(byte[] bytes, byte[] other, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int until = Math.min(bytes.length, at + random.nextInt(9));
    byte[] tail = Arrays.copyOfRange(bytes, until, bytes.length);
    byte[] head = Arrays.copyOf(bytes, at);
    byte[] between =
        switch (random.nextInt(5)) {
          case 0 -> new byte[] {(byte) random.nextInt()};
          case 1 -> new byte[0];
          case 2 -> Arrays.copyOfRange(bytes, at, until);
          case 3 -> {
            byte[] extreme = new byte[random.nextInt(9)];
            Arrays.fill(extreme, (byte) (random.nextBoolean() ? 0xFF : 0x7F));
            yield extreme;
          }
          default -> Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
        };
    byte[] joined = Arrays.copyOf(head, head.length + between.length + tail.length);
    System.arraycopy(between, 0, joined, head.length, between.length);
    System.arraycopy(tail, 0, joined, head.length + between.length, tail.length);
    return joined;
  }
}
