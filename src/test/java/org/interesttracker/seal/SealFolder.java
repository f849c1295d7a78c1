package org.interesttracker.seal;

import java.nio.file.Path;

/** Users' keys in a folder, for tests. */
public final class SealFolder {

  private static final FixedKeys MASTER = FixedKeys.of("master");

  private final String path;

  public SealFolder(Path folder) {
    this.path = folder.toUri().toString();
  }

  /** Settings that seal. */
  public SealSettings on() {
    return new SealSettings(true, path, MASTER, 100);
  }

  /** Settings that only open what was sealed. */
  public SealSettings off() {
    return new SealSettings(false, path, MASTER, 100);
  }

  /** The keys as they are now. */
  public UserKeys keys() {
    return new FileUserKeys(path, new MasterKeys(MASTER.read()));
  }

  /** Gives the user another key from a time on, and destroys those before. */
  public void shred(String userId, long from) {
    keys().create(userId, from);
    keys().destroy(userId, from);
  }
}
