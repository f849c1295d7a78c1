package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.interesttracker.seal.UserKeysException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RewrapCommandTest {

  private static final String ANNS = "{\"user_id\": \"ann\"}";

  @TempDir private Path folder;
  private UserKeysFolder keys;
  private Exception refusal;

  @BeforeEach
  void prepare() {
    keys = new UserKeysFolder(folder);
  }

  @Test
  void afterwardsTheNewMasterKeyAloneOpensWhatWasSealedBefore() throws Exception {
    Path records = Files.write(folder.resolve("one"), List.of(keys.sealed("old", "ann", ANNS)));
    keys.keys("old").create("ben", 0);

    assertThat(rewrap("new", "old")).isZero();
    assertThat(rewrap("new", "old")).as("again").isZero();

    Path out = folder.resolve("out");
    assertThat(
            new CommandLine(new UnsealCommand())
                .execute(
                    "--user-keys=" + keys.path().toUri(),
                    "--master-key=" + keys.master("new"),
                    "--out=" + out,
                    records.toString()))
        .isZero();
    assertThat(Files.readAllLines(out)).containsExactly(ANNS);
    assertThat(keys.keys("new").find("ben")).hasSize(1);
    assertThatThrownBy(() -> keys.keys("old").find("ben")).isInstanceOf(UserKeysException.class);
  }

  @Test
  void aKeyThatWasDestroyedStaysDestroyed() throws Exception {
    keys.keys("old").create("ann", 0);
    keys.shred("old", "ann", 7);
    assertThat(rewrap("new", "old")).isZero();
    assertThat(keys.keys("new").at("ann", 0).isDestroyed()).isTrue();
    assertThat(keys.keys("new").at("ann", 7).isDestroyed()).isFalse();
  }

  @Test
  void withoutThePreviousMasterKeyNothingIsChanged() throws Exception {
    keys.keys("old").create("ann", 0);
    assertThat(rewrap("new")).isOne();
    assertThat(refusal)
        .isInstanceOf(UserKeysException.class)
        .hasMessageContaining("were wrapped by the master key");
    assertThat(keys.keys("old").find("ann")).hasSize(1);
  }

  private int rewrap(String... masters) throws IOException {
    return new CommandLine(new RewrapCommand())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              refusal = e;
              return 1;
            })
        .execute("--user-keys=" + keys.path(), "--master-key=" + keys.master(masters));
  }
}
