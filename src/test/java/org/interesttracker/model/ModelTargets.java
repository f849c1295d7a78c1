package org.interesttracker.model;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.interesttracker.fuzz.ScratchFile;
import org.interesttracker.fuzz.Target;

/** The two files of a model. */
public final class ModelTargets {

  private ModelTargets() {}

  public static Map<String, Target> all() throws IOException {
    ScratchFile card = new ScratchFile(ModelFiles.CARD);
    Files.write(
        card.folder().resolve(ModelFiles.WEIGHTS),
        ModelTargets.class.getResourceAsStream("/models/default/weights.bin").readAllBytes());
    return Map.of(
        "weights",
        Target.of(
            bytes -> Weights.of(new WeightsReader("weights.bin", bytes)), ModelFileException.class),
        "card",
        Target.of(
            bytes -> ModelFiles.read(card.with(bytes).getParent()), ModelFileException.class));
  }
}
