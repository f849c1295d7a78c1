package org.interesttracker.seal;

import java.io.Serializable;

/**
 * Whether what is kept of users is sealed, and where their keys are.
 *
 * @param sealing whether new values are sealed; what is sealed is opened in any case
 * @param keysPath the folder of the users' keys, on any file system of Flink; null if nothing was
 *     ever sealed
 * @param masters null with it
 * @param remembered how many users' keys a JVM remembers
 */
public record SealSettings(boolean sealing, String keysPath, KeySource masters, int remembered)
    implements Serializable {

  /** Nothing is sealed, and nothing was. */
  public static final SealSettings OFF = new SealSettings(false, null, null, 0);

  /** Whether there are keys, so that what is sealed can be opened. */
  public boolean hasKeys() {
    return keysPath != null;
  }

  /**
   * The keys of all users, remembered once in a JVM; to be given back by {@link SharedUserKeys}.
   *
   * @throws UserKeysException if the master key cannot be used
   */
  UserKeys open() {
    return new CachedUserKeys(
        new FileUserKeys(keysPath, new MasterKeys(masters.read())), remembered);
  }
}
