package org.interesttracker.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of common English words, 6 to 24 of them, no two alike. */
final class Texts {

  private static final List<String> WORDS =
      List.of(
          ("the quiet river runs past small towns where people sell bread cheese and old books while"
                  + " children play music near bright markets after long warm days of summer rain"
                  + " new phones cameras shoes jackets films games courses stories lessons recipes")
              .split(" "));

  private Texts() {}

  static String of(long n) {
    Random random = new Random(n);
    return IntStream.range(0, 6 + random.nextInt(19))
            .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
            .collect(Collectors.joining(" "))
        + " "
        + n;
  }
}
