package org.interesttracker.text;

/** Which encoder a text goes to. */
public enum EncoderChoice {
  /** Chinese or English by the text's script, as far as the model has projections for both. */
  AUTO,
  /** {@link EncoderSpec#ALL_MINILM_L6_V2} for all. */
  EN,
  /** {@link EncoderSpec#BGE_SMALL_ZH_V15} for all. */
  ZH,
  /** An encoder from the user's own files for all. */
  CUSTOM
}
