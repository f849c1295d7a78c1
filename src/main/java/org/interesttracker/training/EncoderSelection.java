package org.interesttracker.training;

import java.util.Objects;
import org.interesttracker.text.EncoderChoice;
import org.interesttracker.text.EncoderSpec;
import org.interesttracker.text.Script;

/**
 * Which encoder reads a text.
 *
 * @param custom for CUSTOM, else null
 */
public record EncoderSelection(EncoderChoice choice, EncoderSpec custom) {

  public EncoderSelection {
    if (choice == EncoderChoice.CUSTOM) {
      Objects.requireNonNull(custom, "Choice CUSTOM needs an encoder of one's own");
    }
  }

  EncoderSpec of(String text) {
    return switch (choice) {
      case AUTO ->
          Script.isChinese(text) ? EncoderSpec.BGE_SMALL_ZH_V15 : EncoderSpec.ALL_MINILM_L6_V2;
      case EN -> EncoderSpec.ALL_MINILM_L6_V2;
      case ZH -> EncoderSpec.BGE_SMALL_ZH_V15;
      case CUSTOM -> custom;
    };
  }
}
