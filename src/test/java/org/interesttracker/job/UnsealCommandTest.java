package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.cli.UsageException;
import org.interesttracker.seal.UserKeysException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UnsealCommandTest {

  private static final String ANNS = "{\"user_id\": \"ann\", \"topics\": [\"bücher\"]}";
  private static final String BENS = "{\"user_id\": \"ben\", \"topics\": [\"bikes\"]}";
  private static final String OPEN = "{\"user_id\": \"cem\", \"erased\": true}";

  private final InputStream input = System.in;
  private final PrintStream error = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path folder;
  private UserKeysFolder keys;
  private Path out;
  private Exception refusal;

  @BeforeEach
  void prepare() {
    keys = new UserKeysFolder(folder);
    out = folder.resolve("out.jsonl");
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setIn(input);
    System.setErr(error);
  }

  @Test
  void sealedRecordsAreOpenedAndOthersStayAsTheyAre() throws Exception {
    Path one = file("one", keys.sealed("a", "ann", ANNS), OPEN, "");
    Path two = file("two", keys.sealed("a", "ben", BENS));
    assertThat(unseal("a", one, two)).isZero();
    assertThat(Files.readAllLines(out)).containsExactly(ANNS, OPEN, BENS);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("2 records opened, 1 were not sealed, 0 are of users whose key was destroyed");
  }

  @Test
  void thoseOfADestroyedKeyAreLeftOutAndCounted() throws Exception {
    Path file = file("one", keys.sealed("a", "ann", ANNS), keys.sealed("a", "ben", BENS));
    keys.shred("a", "ann", 7);
    assertThat(unseal("a", file)).isZero();
    assertThat(Files.readAllLines(out)).containsExactly(BENS);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("1 records opened, 0 were not sealed, 1 are of users whose key was destroyed");
  }

  @Test
  void withoutAFileStandardInputIsRead() throws Exception {
    String line = keys.sealed("a", "ann", ANNS) + "\n";
    System.setIn(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    assertThat(unseal("a")).isZero();
    assertThat(Files.readAllLines(out)).containsExactly(ANNS);
  }

  @Test
  void noKeyOfAnotherUserOpensARecord() throws Exception {
    keys.keys("a").create("ben", 0);
    String moved = keys.sealed("a", "ann", ANNS).replace("\"ann\"", "\"ben\"");
    assertThat(unseal("a", file("one", moved))).isZero();
    assertThat(out).isEmptyFile();
  }

  @Test
  void aRecordThatWasChangedIsRefused() throws Exception {
    String record = keys.sealed("a", "ann", ANNS);
    int tag = record.lastIndexOf('.') + 1;
    char other = record.charAt(tag) == 'A' ? 'B' : 'A';
    String changed = record.substring(0, tag) + other + record.substring(tag + 1);
    Path file = file("one", changed);
    assertThat(unseal("a", file)).isOne();
    assertThat(refusal)
        .isInstanceOf(UserKeysException.class)
        .hasMessage(file + ", line 1: A sealed record was changed, or is another user's");
  }

  @Test
  void theWrongMasterKeyIsNamedAndNothingIsTakenForDestroyed() throws Exception {
    Path file = file("one", keys.sealed("a", "ann", ANNS));
    assertThat(unseal("b", file)).isOne();
    assertThat(refusal)
        .isInstanceOf(UserKeysException.class)
        .hasMessageContaining("were wrapped by the master key");
  }

  @Test
  void whatIsNotJsonIsToldByItsPlaceAndNotByItsContent() throws Exception {
    Path file = file("one", OPEN, "secret words");
    assertThat(unseal("a", file)).isOne();
    assertThat(refusal).hasMessage(file + ", line 2 is not JSON");
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws Exception {
    Files.writeString(out, "mine");
    assertThat(unseal("a", file("one", OPEN))).isOne();
    assertThat(refusal)
        .isInstanceOf(UsageException.class)
        .hasMessage(out + " is there already; name another file");
    assertThat(out).hasContent("mine");
  }

  @Test
  void aFileThatIsMissingIsNamed() throws Exception {
    Path none = folder.resolve("none");
    assertThat(unseal("a", none)).isOne();
    assertThat(refusal)
        .isInstanceOf(UsageException.class)
        .hasMessage("There is no file " + none + " that may be read");
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private int unseal(String master, Path... files) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("--user-keys=" + keys.path());
    arguments.add("--master-key=" + keys.master(master));
    arguments.add("--out=" + out);
    for (Path file : files) {
      arguments.add(file.toString());
    }
    return new CommandLine(new UnsealCommand())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              refusal = e;
              return 1;
            })
        .execute(arguments.toArray(String[]::new));
  }
}
