package org.interesttracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.model.ModelFixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that cannot go well says so in one sentence before it starts, and leaves nothing. */
class RefusedRunTest {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @TempDir private Path folder;
  private final PrintStream console = System.err;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("events.jsonl"), "");
    Files.writeString(folder.resolve("catalog.jsonl"), "");
    out = folder.resolve("out");
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(console);
  }

  @ParameterizedTest
  @CsvSource({
    "events, --events=none.jsonl",
    "catalog, --catalog=none.jsonl",
    "control, --control=none.jsonl",
    "similarity, -Dsimilarity.path=none.jsonl",
    "seed, -Dsimilarity.seed-path=none.jsonl"
  })
  void aMissingInputIsNamed(String input, String option) {
    assertThat(run(option)).isEqualTo(WRONG_USAGE);
    assertSays("There is no " + input + " file ", "none.jsonl");
  }

  @Test
  void countsOfOtherChannelsAreNotBegunWith() throws IOException {
    Path seed =
        Files.writeString(
            folder.resolve("seed.jsonl"),
            """
            {"item_id":"a","time":1,"layout":1,"totals":[1],"pairs":{}}
            """);
    assertThat(run("-Dsimilarity.seed-path=" + seed)).isEqualTo(WRONG_USAGE);
    assertSays("The seed file " + seed + " does not fit: layout is that of other channels");
  }

  @Test
  void missingKeysAreNamed() {
    assertThat(run("-Dprivacy.pseudonym-keys=" + folder.resolve("none"))).isEqualTo(FAILED);
    assertSays("There is no key file " + folder.resolve("none") + ".");
  }

  @Test
  void aVariableThatIsNotThereIsNamed() {
    assertThat(run("-Dprivacy.pseudonym-keys=env:NO_SUCH_KEYS")).isEqualTo(FAILED);
    assertSays("There is no environment variable NO_SUCH_KEYS with keys.");
  }

  @Test
  void wrongKeysAreNamedByTheirPlaceAndNotShown() throws IOException {
    Path keys = Files.writeString(folder.resolve("keys"), "a:c2VjcmV0");
    assertThat(run("-Dprivacy.pseudonym-keys=" + keys)).isEqualTo(FAILED);
    assertSays("The key in line 1 of the key file " + keys + " has 6 bytes, expected at least 32.");
  }

  @Test
  void aKeyInPlaceOfItsPlaceIsNotShown() {
    String key = "a:mEZDxVgC0uYVjO1r4yJb7u8w1nJ0m2o9sR4tK3q5z6A=";
    assertThat(run("-Dprivacy.pseudonym-keys=" + key)).isEqualTo(WRONG_USAGE);
    assertThat(said()).first().asString().startsWith("privacy.pseudonym-keys must be file:/PATH");
    assertThat(String.join("", said())).doesNotContain("mEZD");
  }

  @Test
  void aMissingModelIsNamed() {
    assertThat(run("-Dmodel.path=" + folder.resolve("none"))).isEqualTo(FAILED);
    assertSays(folder.resolve("none") + "/card.json");
  }

  @Test
  void aDamagedModelIsNamed() throws IOException {
    Path model = ModelFixtures.untrained(folder.resolve("model"), 4, 3, 1);
    Files.writeString(model.resolve("weights.bin"), "damaged");

    assertThat(run("-Dmodel.path=" + model)).isEqualTo(FAILED);
    assertSays("weights.bin has SHA-256");
  }

  @Test
  void aMissingEncoderIsNamed() {
    assertThat(
            run(
                "-Dtext.encoder=custom",
                "-Dtext.model-path=" + folder.resolve("none.onnx"),
                "-Dtext.vocabulary-path=" + folder.resolve("vocab.txt")))
        .isEqualTo(FAILED);
    assertSays("none.onnx");
  }

  @Test
  void anotherEncoderThanTheOneExpectedIsRefusedUnread() throws IOException {
    String expected = "0".repeat(64);
    Path crafted = Files.writeString(folder.resolve("crafted.onnx"), "crafted");
    Path vocabulary = Files.writeString(folder.resolve("vocab.txt"), "[UNK]");

    assertThat(
            run(
                "-Dtext.encoder=custom",
                "-Dtext.model-path=" + crafted,
                "-Dtext.model-sha256=" + expected,
                "-Dtext.vocabulary-path=" + vocabulary))
        .isEqualTo(FAILED);
    assertSays(
        crafted
            + " has SHA-256 "
            + "43299e603ff22e58faf0ab9ffe8091e4be6e09365457a2a89b3283ac65e3c116"
            + ", expected "
            + expected);
  }

  @Test
  void aFileInTheWayOfTheOutputIsNamed() throws IOException {
    Path file = Files.writeString(out, "mine");

    assertThat(run("--out=" + out.resolve("run"))).isEqualTo(WRONG_USAGE);
    assertThat(said()).hasSize(1).first().asString().contains(out + " is not a folder");
    assertThat(file).hasContent("mine");
  }

  @Test
  void resultsAreNotMixedWithOthers() throws IOException {
    Files.createDirectory(out);
    Path file = Files.writeString(out.resolve("other"), "mine");

    assertThat(run()).isEqualTo(WRONG_USAGE);
    assertThat(said()).hasSize(1).first().asString().contains(out + " is not empty");
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "-Dinterest.weights=stare:2, 'event type ''stare''\\, which does not exist'",
    "-Dwindow.gap=0 s, window.gap must be at least 1 ms"
  })
  void anImpossibleOptionIsWrongUsage(String option, String sentence) {
    assertThat(run(option)).isEqualTo(WRONG_USAGE);
    assertThat(said()).first().asString().contains(sentence.replace("\\", ""));
    assertThat(out).doesNotExist();
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of(options));
    addDefault(arguments, "--events", folder.resolve("events.jsonl"));
    addDefault(arguments, "--catalog", folder.resolve("catalog.jsonl"));
    addDefault(arguments, "--out", out);
    return InterestTracker.commandLine().execute(arguments.toArray(String[]::new));
  }

  private static void addDefault(List<String> arguments, String option, Path value) {
    if (arguments.stream().noneMatch(argument -> argument.startsWith(option))) {
      arguments.add(option + "=" + value);
    }
  }

  private void assertSays(String... parts) {
    assertThat(said()).hasSize(1).first().asString().contains(parts);
    assertThat(out).doesNotExist();
  }

  /** Lines on standard error. */
  private List<String> said() {
    return errors.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "-Dwindow.kind=hopping, 'expected one of tumbling, sliding, session'",
    "-Dwindow.size=abc, expected a duration such as 10 min",
    "--parallelism=0, the parallelism must be from 1 to",
    "--parallelism=129, 'pipeline.max-parallelism, which is 128'"
  })
  void whatAnOptionMayBeIsSaid(String option, String sentence) {
    assertThat(run(option)).isEqualTo(WRONG_USAGE);
    assertThat(said()).first().asString().contains(sentence);
    assertThat(out).doesNotExist();
  }
}
