package org.interesttracker.privacy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keys that a command is given: from the environment, or from a file of this machine. */
public final class LocalKeys {

  private LocalKeys() {}

  /**
   * @param option that names them
   * @throws KeyException if there are none
   */
  public static KeyFile read(String option, String location) {
    return KeyLocation.of(option, location).read(file -> Files.readAllBytes(path(option, file)));
  }

  private static Path path(String option, String file) {
    if (file.startsWith("file:")) {
      return Path.of(URI.create(file));
    }
    if (!file.startsWith("/") && !file.startsWith("./")) {
      throw new KeyException(option + " must name a file of this machine.");
    }
    return Path.of(file);
  }
}
