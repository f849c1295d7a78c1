package org.interesttracker.job;

import java.util.List;
import org.interesttracker.privacy.KeyFile;
import org.interesttracker.privacy.KeyLocation;
import org.interesttracker.seal.KeySource;

/** A master key, and the one before it, in a key file or a variable of the environment. */
record MasterKeyFile(KeyLocation location) implements KeySource {

  /**
   * @param option that names the place
   * @param location as the option says it
   * @throws org.interesttracker.privacy.KeyException if that is no place of keys
   */
  static MasterKeyFile of(String option, String location) {
    return new MasterKeyFile(KeyLocation.of(option, location));
  }

  /** In a job, whose restarts would find the same. */
  @Override
  public List<byte[]> read() {
    return secrets(KeyFiles.readInJob(location));
  }

  /**
   * In a command.
   *
   * @throws org.interesttracker.privacy.KeyException if there are no keys
   */
  List<byte[]> readInCommand() {
    return secrets(KeyFiles.read(location));
  }

  private static List<byte[]> secrets(KeyFile file) {
    return file.keys().stream().map(KeyFile.Key::secret).toList();
  }
}
