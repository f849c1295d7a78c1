package org.interesttracker.savepoint;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.interesttracker.cli.UsageException;
import org.interesttracker.fuzz.ScratchFile;
import org.interesttracker.fuzz.Target;

/** Places of savepoints, and what a savepoint says of itself. */
public final class SavepointTargets {

  private SavepointTargets() {}

  public static Map<String, Target> all() {
    ScratchFile file = new ScratchFile("_metadata");
    return Map.of(
        "savepoint",
        Target.of(
            bytes -> Snapshot.open(file.with(bytes).getParent().toString()), UsageException.class),
        "savepoint-path",
        Target.of(
            // Below a folder that is not there, so that no case finds something to read.
            bytes -> Snapshot.open(place(new String(bytes, StandardCharsets.UTF_8))),
            UsageException.class));
  }

  private static String place(String text) {
    return text.startsWith("!") ? "/nowhere/" + text.substring(1) : text;
  }
}
