package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownStringsTest {

  private final KnownStrings strings = new KnownStrings();

  @Test
  void eachStringIsWhatItsBytesSay() {
    Random random = new Random(1);
    for (int n = 0; n < 200_000; n++) {
      String expected = "item-" + random.nextInt(50_000);
      assertThat(read("<" + expected + ">", 1, expected.length())).isEqualTo(expected);
    }
    for (String other : new String[] {"", "ключ", "a\u0000b", "兴趣", "😀", "x".repeat(1_000)}) {
      byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
      assertThat(strings.of(bytes, 0, bytes.length)).isEqualTo(other);
      assertThat(strings.of(bytes, 0, bytes.length)).isEqualTo(other);
    }
  }

  @Test
  void stringsOfOneHashAreToldApart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    for (int n = 0; n < 3; n++) {
      assertThat(read("Aa", 0, 2)).isEqualTo("Aa");
      assertThat(read("BB", 0, 2)).isEqualTo("BB");
    }
  }

  @Test
  void whatWasReadBeforeIsTheSameObject() {
    assertThat(read("item-1", 0, 6)).isSameAs(read("item-1", 0, 6));
  }

  private String read(String text, int from, int length) {
    return strings.of(text.getBytes(StandardCharsets.UTF_8), from, length);
  }
}
