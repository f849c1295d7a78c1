package org.interesttracker.training;

import java.util.Map;
import java.util.Set;
import org.interesttracker.cli.UsageException;
import org.interesttracker.fuzz.ScratchFile;
import org.interesttracker.fuzz.Target;

/** The settings file of train. */
public final class TrainingTargets {

  private TrainingTargets() {}

  public static Map<String, Target> all() {
    ScratchFile file = new ScratchFile("settings.json");
    return Map.of(
        "settings",
        Target.of(
            bytes -> {
              SettingsFile settings = SettingsFile.read(file.with(bytes));
              TrainingOptions options = settings.applyTo(ToyData.options(1, 1, 0, 0.1), Set.of());
              settings.searchSpace(options, Set.of());
            },
            IllegalArgumentException.class,
            UsageException.class));
  }
}
