package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFileTest {

  @Test
  void theFirstKeyIsTheCurrentOne() {
    KeyFile keys = parse("# made by hand\r\n\n  " + TestKeys.text("b", "a"));
    assertThat(keys.current().id()).isEqualTo("b");
    assertThat(keys.previous()).hasValueSatisfying(key -> assertThat(key.id()).isEqualTo("a"));
    assertThat(keys.keys()).hasSize(2);
    assertThat(keys.text()).isEqualTo(TestKeys.text("b", "a"));
  }

  @Test
  void oneKeyHasNoneBeforeIt() {
    KeyFile keys = parse(TestKeys.line("a"));
    assertThat(keys.previous()).isEmpty();
    assertThat(keys.current().secret()).hasSize(32);
  }

  @Test
  void aKeyNeverTellsItsSecret() {
    KeyFile keys = parse(TestKeys.text("b", "a"));
    assertThat(keys.toString() + keys.current() + keys.keys())
        .contains("key b")
        .doesNotContain(TestKeys.base64("a", 32), TestKeys.base64("b", 32));
  }

  @Test
  void aSecretCannotBeChangedFromOutside() {
    KeyFile keys = parse(TestKeys.line("a"));
    byte[] before = keys.current().secret();
    keys.current().secret()[0]++;
    assertThat(keys.current().secret()).isEqualTo(before);
  }

  static Stream<Arguments> wrong() {
    String secret = TestKeys.base64("a", 32);
    String line = "Line 1 of It is not a key";
    return Stream.of(
        Arguments.of("", "It has no key."),
        Arguments.of("\n# nothing\n", "It has no key."),
        Arguments.of(secret, line),
        Arguments.of("a " + secret, line),
        Arguments.of("a:" + secret.replace('=', '!'), line),
        Arguments.of("a:" + secret.substring(0, 41), line),
        Arguments.of(":" + secret, line),
        Arguments.of(secret + ":" + secret, line),
        Arguments.of("-a:" + secret, line),
        Arguments.of(
            "a:" + TestKeys.base64("a", 31),
            "The key in line 1 of It has 31 bytes, expected at least 32."),
        Arguments.of(
            "a:" + Base64.getEncoder().encodeToString(new byte[32]),
            "The key in line 1 of It is one byte again and again"),
        Arguments.of(TestKeys.text("a", "a"), "Two keys of It have the same name or are the same."),
        Arguments.of(
            TestKeys.text("a") + "b:" + secret,
            "Two keys of It have the same name or are the same."),
        Arguments.of(
            TestKeys.text("a", "b", "c"),
            "It has more than two keys; only the current and the previous one can live."),
        Arguments.of("#" + "x".repeat(1 << 16), "It is too large for a key file."));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsNoKeyFileIsRefusedWithoutItsContent(String content, String sentence) {
    assertThatThrownBy(() -> parse(content))
        .isInstanceOf(KeyException.class)
        .hasMessageStartingWith(sentence)
        .hasNoCause()
        .satisfies(
            e ->
                assertThat(stack(e))
                    .doesNotContain(TestKeys.base64("a", 32).substring(0, 20))
                    .doesNotContain(TestKeys.base64("a", 31).substring(0, 20)));
  }

  private static KeyFile parse(String content) {
    return KeyFile.parse(content.getBytes(StandardCharsets.UTF_8), "It");
  }

  private static String stack(Throwable e) {
    StringWriter stack = new StringWriter();
    e.printStackTrace(new PrintWriter(stack));
    return stack.toString();
  }
}
