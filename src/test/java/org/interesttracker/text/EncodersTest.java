package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EncodersTest {

  /** A spec of its own, so that no other test holds it. */
  private static final EncoderSpec SPEC =
      new EncoderSpec(
          "shared",
          EncoderSpec.ALL_MINILM_L6_V2.model(),
          EncoderSpec.ALL_MINILM_L6_V2.tokenizer(),
          Pooling.MEAN,
          16,
          384,
          null,
          null,
          true);

  @Test
  void holdersShareOneEncoderUntilTheLastGivesItBack() {
    TextEncoder first = Encoders.acquire(SPEC);
    TextEncoder second = Encoders.acquire(SPEC);
    assertThat(Encoders.holders(SPEC)).isEqualTo(2);
    float[] expected = first.encode(List.of("text"))[0];

    first.close();
    first.close();
    assertThat(Encoders.holders(SPEC)).isEqualTo(1);
    assertThat(second.encode(List.of("text"))[0]).containsExactly(expected);

    second.close();
    assertThat(Encoders.holders(SPEC)).isZero();
  }

  @Test
  void aRestartedTaskGetsAnEncoderAgain() {
    float[] before;
    try (TextEncoder encoder = Encoders.acquire(SPEC)) {
      before = encoder.encode(List.of("text"))[0];
    }
    try (TextEncoder encoder = Encoders.acquire(SPEC)) {
      assertThat(encoder.encode(List.of("text"))[0]).containsExactly(before);
    }
  }

  @Test
  void whatWasGivenBackIsNoLongerOfUse() {
    TextEncoder encoder = Encoders.acquire(SPEC);
    encoder.close();

    assertThatThrownBy(() -> encoder.encode(List.of("text")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("given back already");
  }
}
