package org.interesttracker.job;

import java.util.List;
import org.interesttracker.privacy.KeyFile;
import org.interesttracker.privacy.KeyLocation;
import org.interesttracker.seal.KeySource;

/**
 * A master key, and the one before it, in a key file or a variable of the environment.
 *
 * @param option that names the place
 * @param location as the option says it
 */
record MasterKeyFile(String option, String location) implements KeySource {

  /**
   * @throws org.interesttracker.privacy.KeyException if the location is no place of keys
   */
  static MasterKeyFile of(String option, String location) {
    KeyLocation.of(option, location);
    return new MasterKeyFile(option, location);
  }

  /** In a job, whose restarts would find the same. */
  @Override
  public List<byte[]> read() {
    return secrets(KeyFiles.readInJob(KeyLocation.of(option, location)));
  }

  /** In a command. */
  static List<byte[]> read(String option, String location) {
    return secrets(KeyFiles.read(KeyLocation.of(option, location)));
  }

  private static List<byte[]> secrets(KeyFile file) {
    return file.keys().stream().map(KeyFile.Key::secret).toList();
  }
}
