package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.interesttracker.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {

  @TempDir private Path folder;

  private Exception refusal;

  @Test
  void makesAKeyThatOnlyItsOwnerMayRead() throws Exception {
    Path file = folder.resolve("keys");

    assertThat(execute("--out", file.toString(), "--id", "first")).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    KeyFile keys = read(file);
    assertThat(keys.current().id()).isEqualTo("first");
    assertThat(keys.current().secret()).hasSize(32);
    assertThat(keys.previous()).isEmpty();
  }

  @Test
  void noTwoKeysAreAlike() throws Exception {
    execute("--out", folder.resolve("one").toString());
    execute("--out", folder.resolve("two").toString());
    assertThat(read(folder.resolve("one")).current().secret())
        .isNotEqualTo(read(folder.resolve("two")).current().secret());
  }

  @Test
  void refusesToReplaceAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), "precious");

    assertThat(execute("--out", file.toString())).isNotZero();

    assertThat(file).hasContent("precious");
    assertThat(refusal)
        .isInstanceOf(UsageException.class)
        .hasMessage(file + " is there already; name another file");
  }

  @Test
  void aRotationKeepsTheCurrentKeyAsThePreviousOneAndLetsTheOneBeforeGo() throws Exception {
    Path old = Files.writeString(folder.resolve("old"), TestKeys.text("b", "a"));
    Path file = folder.resolve("keys");

    assertThat(execute("--out", file.toString(), "--id", "c", "--after", old.toString())).isZero();

    KeyFile keys = read(file);
    assertThat(keys.current().id()).isEqualTo("c");
    assertThat(keys.previous().orElseThrow().line()).isEqualTo(TestKeys.line("b"));
  }

  @Test
  void aNameThatIsTakenIsRefused() throws Exception {
    Path old = Files.writeString(folder.resolve("old"), TestKeys.text("a"));
    Path file = folder.resolve("keys");

    assertThat(execute("--out", file.toString(), "--id", "a", "--after", old.toString()))
        .isNotZero();

    assertThat(refusal).hasMessage("Two keys of The new file have the same name or are the same.");
    assertThat(file).doesNotExist();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("none/keys");
    assertThat(execute("--out", file.toString())).isNotZero();
    assertThat(refusal).hasMessage("The key file " + file + " cannot be written");
  }

  private int execute(String... arguments) {
    return new CommandLine(new KeysCommand())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              refusal = e;
              return 1;
            })
        .execute(arguments);
  }

  private static KeyFile read(Path file) {
    return LocalKeys.read("--keys", file.toString());
  }
}
