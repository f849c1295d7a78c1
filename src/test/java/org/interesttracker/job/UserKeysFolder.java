package org.interesttracker.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.interesttracker.privacy.TestKeys;
import org.interesttracker.seal.FileUserKeys;
import org.interesttracker.seal.MasterKeys;
import org.interesttracker.seal.Sealer;

/** Users' keys in a folder, under master keys that lie in files beside it. */
final class UserKeysFolder {

  private final Path folder;

  /**
   * @param folder where it is made
   */
  UserKeysFolder(Path folder) {
    this.folder = folder;
  }

  Path path() {
    return folder.resolve("user-keys");
  }

  /** Where the master keys are, as options and arguments say it. */
  String master(String... ids) throws IOException {
    Path file = folder.resolve("master-" + String.join("-", ids));
    return Files.writeString(file, TestKeys.text(ids)).toUri().toString();
  }

  /** The keys as they are now. */
  FileUserKeys keys(String... masters) throws IOException {
    return new FileUserKeys(
        path().toUri().toString(),
        new MasterKeys(MasterKeyFile.of("--master-key", master(masters)).readInCommand()));
  }

  /** A record as a job writes it that seals. */
  String sealed(String master, String user, String json) throws IOException {
    FileUserKeys keys = keys(master);
    keys.create(user, 0);
    Sealer sealer = new Sealer(keys, true, () -> {});
    byte[] plain = json.getBytes(StandardCharsets.UTF_8);
    return "{\"user_id\": \"%s\", \"sealed\": \"%s\"}"
        .formatted(user, sealer.jwe(keys.at(user, 0), user, plain));
  }

  /** Gives the user another key from a time on, and destroys those before. */
  void shred(String master, String user, long from) throws IOException {
    keys(master).create(user, from);
    keys(master).destroy(user, from);
  }
}
