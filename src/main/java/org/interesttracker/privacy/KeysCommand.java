package org.interesttracker.privacy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key file. */
@Command(
    name = "keys",
    description = {
      "Makes a file with a new secret key, which only its owner may read.",
      "",
      "With --after OLD the new key stands before the current one of OLD, as a rotation needs it."
          + " No file is ever replaced, and no key is printed.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class KeysCommand implements Callable<Integer> {

  private static final String OWNER_ONLY = "rw-------";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the keys go; must not exist.")
  private Path out;

  @Option(
      names = "--id",
      paramLabel = "NAME",
      description = "The name of the new key, which is no secret. Default: today's date.")
  private String id = LocalDate.now(ZoneOffset.UTC).toString();

  @Option(
      names = "--after",
      paramLabel = "KEYS",
      description = "file:PATH or env:NAME of the keys whose current one becomes the previous one.")
  private String after;

  @Override
  public Integer call() throws IOException {
    KeyFile keys = KeyFile.of(id, random());
    if (after != null) {
      keys = LocalKeys.read("--after", after).before(keys.current(), "The new file");
    }
    write(keys);
    Console.print("Wrote " + out);
    return 0;
  }

  private static byte[] random() {
    byte[] secret = new byte[KeyFile.MIN_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /** The file has its permissions before it has its content. */
  private void write(KeyFile keys) throws IOException {
    FileAttribute<?>[] ownerOnly =
        out.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
            }
            : new FileAttribute<?>[0];
    try (var file =
        Files.newByteChannel(
            out, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      file.write(ByteBuffer.wrap(keys.text().getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(out + " is there already; name another file", e);
    } catch (IOException e) {
      throw new UsageException("The key file " + out + " cannot be written", e);
    }
  }
}
