package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLocationTest {

  private static final String OPTION = "privacy.pseudonym-keys";
  private static final KeyLocation.Reader NO_FILES =
      file -> {
        throw new AssertionError("nothing may be read");
      };

  @TempDir private Path folder;

  @Test
  void readsAnEnvironmentVariable() {
    KeyFile keys =
        location("env:KEYS").read(NO_FILES, Map.of("KEYS", TestKeys.text("b", "a"))::get);
    assertThat(keys.current().id()).isEqualTo("b");
  }

  @Test
  void readsAFileByWhoeverKnowsItsFileSystem() {
    KeyFile keys =
        location("s3://bucket/keys")
            .read(
                file -> {
                  assertThat(file).isEqualTo("s3://bucket/keys");
                  return TestKeys.text("a").getBytes(StandardCharsets.UTF_8);
                });
    assertThat(keys.current().id()).isEqualTo("a");
  }

  @Test
  void readsALocalFile() throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), TestKeys.text("a"));
    assertThat(LocalKeys.read("--keys", file.toString()).current().id()).isEqualTo("a");
    assertThat(LocalKeys.read("--keys", file.toUri().toString()).current().id()).isEqualTo("a");
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> location("env:KEYS").read(NO_FILES, name -> null))
        .isInstanceOf(KeyException.class)
        .hasMessage("There is no environment variable KEYS with keys.");
    assertThatThrownBy(() -> LocalKeys.read("--keys", folder.resolve("none").toString()))
        .isInstanceOf(KeyException.class)
        .hasMessage("There is no key file " + folder.resolve("none") + ".");
    assertThatThrownBy(() -> LocalKeys.read("--keys", folder.toString()))
        .hasMessage("The key file " + folder + " cannot be read.");
    assertThatThrownBy(() -> LocalKeys.read("--keys", "s3://bucket/keys"))
        .hasMessage("--keys must name a file of this machine.");
    assertThatThrownBy(() -> location("file:/keys").read(failing(new FileNotFoundException())))
        .hasMessage("There is no key file file:/keys.");
    assertThatThrownBy(() -> location("file:/keys").read(failing(new IOException())))
        .hasMessage("The key file file:/keys cannot be read.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026:mEZDxVgC0uYVjO1r4yJb7u8w1nJ0m2o9sR4tK3q5z6A=",
        "mEZDxVgC0uYVjO1r4yJb7u8w1nJ0m2o9sR4tK3q5z6A=",
        "env:a=mEZDxVgC0uYVjO1r4yJb7u8w1nJ0m2o9sR4tK3q5z6A=",
        "env:",
        "file:mEZDxVgC0uYVjO1r4yJb7u8w1nJ0m2o9sR4tK3q5z6A=",
        "2026:/mEZDxVgC0uYVjO1r4yJb7u8w1nJ0m2o9sR4tK3q5z6A="
      })
  void whatIsNoPlaceIsRefusedAndNotShown(String value) {
    assertThatThrownBy(() -> location(value))
        .isInstanceOf(KeyException.class)
        .hasMessageStartingWith("privacy.pseudonym-keys must be file:/PATH or env:NAME")
        .hasMessageNotContaining("mEZDx");
  }

  private static KeyLocation.Reader failing(IOException e) {
    return file -> {
      throw e;
    };
  }

  private static KeyLocation location(String value) {
    return KeyLocation.of(OPTION, value);
  }
}
