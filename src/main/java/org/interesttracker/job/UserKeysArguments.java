package org.interesttracker.job;

import java.nio.file.Path;
import org.interesttracker.seal.FileUserKeys;
import org.interesttracker.seal.MasterKeys;
import picocli.CommandLine.Option;

/** Where a command finds users' keys. */
final class UserKeysArguments {

  @Option(
      names = "--user-keys",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the users' keys, or its URI: the job's privacy.user-keys-path.")
  private String folder;

  @Option(
      names = "--master-key",
      required = true,
      paramLabel = "KEYS",
      description = "file:/PATH or env:NAME of the master key: the job's privacy.master-key.")
  private String master;

  /**
   * @throws RuntimeException with a sentence if there are no master keys
   */
  FileUserKeys open() {
    String uri = folder.contains(":/") ? folder : Path.of(folder).toUri().toString();
    return new FileUserKeys(
        uri, new MasterKeys(MasterKeyFile.of("--master-key", master).readInCommand()));
  }
}
