package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The test vectors of RFC 4231, sections 4.2 to 4.8, of which the first 128 bits are kept. */
class KeyedHashTest {

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(filled(20, 0x0b), ascii("Hi There"), "b0344c61d8db38535ca8afceaf0bf12b"),
        Arguments.of(
            ascii("Jefe"),
            ascii("what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c7"),
        Arguments.of(filled(20, 0xaa), filled(50, 0xdd), "773ea91e36800e46854db8ebd09181a7"),
        Arguments.of(
            HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f10111213141516171819"),
            filled(50, 0xcd),
            "82558a389a443c0ea4cc819899f2083a"),
        Arguments.of(
            filled(20, 0x0c), ascii("Test With Truncation"), "a3b6167473100ee06e0c796c2955552b"),
        Arguments.of(
            filled(131, 0xaa),
            ascii("Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f"),
        Arguments.of(
            filled(131, 0xaa),
            ascii(
                "This is a test using a larger than block-size key and a larger than block-size"
                    + " data. The key needs to be hashed before being used by the HMAC algorithm."),
            "9b09ffa71b942fcb27635fbcd5b0e944"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void givesTheHashesOfRfc4231(byte[] key, byte[] data, String hash) {
    assertThat(new KeyedHash(key).of(data)).isEqualTo(hash);
  }

  @Test
  void givesTheSameAgain() {
    KeyedHash hash = new KeyedHash(filled(32, 1));
    String first = hash.of("u-7");
    assertThat(hash.of("u-8")).isNotEqualTo(first);
    assertThat(hash.of("u-7")).isEqualTo(first);
    assertThat(new KeyedHash(filled(32, 1)).of("u-7")).isEqualTo(first);
  }

  @Test
  void readsTextAsUtf8() {
    KeyedHash hash = new KeyedHash(filled(32, 1));
    assertThat(hash.of("用户")).isEqualTo(hash.of("用户".getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
