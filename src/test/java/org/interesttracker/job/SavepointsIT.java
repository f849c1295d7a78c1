package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.event.Json;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.savepoint.MigrateCommand;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Savepoints of released versions, one a folder, are restored by this one, and one of this version
 * at other parallelisms. A folder more is tested without a change here; {@link WriteSavepoint}
 * makes it.
 */
class SavepointsIT {

  static final Path RELEASED = Path.of("src/test/resources/savepoints");

  /** What released versions kept and this one does not, each with the reason behind a tab. */
  private static final Path GIVEN_UP = RELEASED.resolve("given-up.txt");

  /** Where sources and writers stand, and what each subtask learned for itself. */
  private static final Set<String> OF_SUBTASKS = Set.of("recommend/blend");

  private static final String FEW_MODELS = "lstm;item-cf;tf-idf";
  private static final long DAY = 86_400_000;

  /** Whose event is there for its time alone. */
  private static final String CLOCK = "clock";

  @TempDir private static Path folder;

  private static SavepointJob.Inputs inputs;
  private static String present;

  @BeforeAll
  static void makeOneOfThisVersion() throws Exception {
    inputs = SavepointJob.Inputs.ofSample();
    present = fill(job("present", 1, Map.of("recommend.models", FEW_MODELS), null), inputs);
  }

  /** Feeds a new job what it is fed in each version; returns its savepoint. */
  static String fill(SavepointJob job, SavepointJob.Inputs inputs) throws Exception {
    job.feed(inputs.events());
    job.awaitTime(inputs.end());
    job.awaitRest();
    return job.stop();
  }

  static List<Path> released() throws IOException {
    try (Stream<Path> versions = Files.list(RELEASED)) {
      return versions.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void aReleasedVersionIsReadAndGoesOn(Path version) throws Exception {
    String savepoint = version.resolve("savepoint").toAbsolutePath().toUri().toString();
    JsonNode expected = Json.MAPPER.readTree(version.resolve("expected.json").toFile());
    assertAnswers(savepoint, expected);
    goOn(version.getFileName().toString(), 2, Map.of(), savepoint, expected);
  }

  @Test
  void parallelismGoesFromOneToTwoToFourAndBack() throws Exception {
    JsonNode expected =
        SavepointQuestions.asked(present, SavepointJob.teaching(inputs.events()), inputs.end());
    Map<String, Map<String, Object>> states = SavepointContents.read(present).states();
    String savepoint = present;
    for (int parallelism : new int[] {2, 4}) {
      SavepointJob job = job("at-" + parallelism, parallelism, Map.of(), savepoint);
      job.awaitStarted();
      savepoint = job.stop();
      assertSame(SavepointContents.read(savepoint).states(), states);
      assertAnswers(savepoint, expected);
    }
    goOn("back", 1, Map.of(), savepoint, expected);
  }

  @Test
  void optionsThatMayChangeDo() throws Exception {
    JsonNode expected =
        SavepointQuestions.asked(present, SavepointJob.teaching(inputs.events()), inputs.end());
    String blend = "SELECT DISTINCT model FROM blend ORDER BY ALL";
    assertThat(SavepointQuestions.ask(present, blend)).hasSize(3);
    String next =
        goOn(
            "changed",
            2,
            Map.of(
                "window.gap", "20 min",
                "window.allowed-lateness", "1 min",
                "window.early-count", "1",
                "interest.tail-length", "10",
                "interest.topic-half-life", "3 d",
                "recommend.models", "popularity;item-cf;lstm;tf-idf",
                "similarity.channels", "item-cf",
                "feedback.within", "2 h",
                "quality.window", "100",
                "state.backend.type", "hashmap"),
            present,
            expected);
    assertThat(SavepointQuestions.ask(next, blend))
        .extracting(row -> row.get("model").asText())
        .contains("popularity");
  }

  @Test
  void otherWindowsThanThoseThatAreOpenAreRefused() {
    assertThatThrownBy(() -> start("tumbling", Map.of("window.kind", "tumbling"), present))
        .hasStackTraceContaining(
            "The savepoint has windows of the kind session, and the options ask for tumbling");
  }

  @Test
  void aModelOfAnotherVectorSpaceIsRefusedUntilTheCatalogIsReadAgain() throws Exception {
    Map<String, String> other =
        Map.of(
            "model.path",
            ModelFixtures.untrained(folder.resolve("other-model"), 32, 16, 7).toString());
    assertThatThrownBy(() -> start("refused", other, present))
        .hasStackTraceContaining("The items of the savepoint have their places from another model");

    String migrated = folder.resolve("migrated").toString();
    assertThat(
            new CommandLine(new MigrateCommand())
                .execute(present, "--read-catalog-again", "--out=" + migrated))
        .isZero();
    JsonNode expected =
        SavepointQuestions.asked(present, SavepointJob.teaching(inputs.events()), inputs.end());
    goOn("other-model", 2, other, migrated, expected);
  }

  @Test
  void stateIsCarriedOverByTheStateProcessorApi() throws Exception {
    String renamed = folder.resolve("renamed").toUri().toString();
    MigrationExample.renameModel(present, renamed, "tf-idf", "words");

    String figures =
        "SELECT figure, over, value, samples FROM quality WHERE model = '%s' ORDER BY ALL";
    assertThat(SavepointQuestions.ask(renamed, figures.formatted("words")))
        .isNotEmpty()
        .isEqualTo(SavepointQuestions.ask(present, figures.formatted("tf-idf")));
    assertThat(SavepointQuestions.ask(renamed, figures.formatted("tf-idf"))).isEmpty();
    JsonNode expected =
        SavepointQuestions.asked(present, SavepointJob.teaching(inputs.events()), inputs.end());
    goOn("renamed-job", 1, Map.of(), renamed, expected);
  }

  /** Starts from a savepoint that the job cannot use, and waits for the end. */
  private static void start(String name, Map<String, String> options, String savepoint)
      throws Exception {
    job(name, 1, options, savepoint).awaitEnd();
  }

  @Test
  void noStateOfAReleasedVersionIsLostByAChange() throws Exception {
    Set<String> now = SavepointSchema.read(present);
    Set<String> lost = new TreeSet<>();
    for (Path version : released()) {
      lost.addAll(Files.readAllLines(version.resolve("schema.txt")));
    }
    lost.removeAll(now);
    for (String line : Files.readAllLines(GIVEN_UP)) {
      lost.remove(line.split("\t")[0]);
    }
    assertThat(lost)
        .as(
            "State of released versions that this one has under another name, with another type, or"
                + " not at all. Flink drops a state or a field that is renamed without a word. Keep"
                + " it; or read the old form as well, test that, and name the line in %s with the"
                + " reason behind a tab. docs/UPGRADE.md says more. This version has:%n%s",
            GIVEN_UP, String.join("\n", now))
        .isEmpty();
  }

  /**
   * Starts from a savepoint and gives every user two events more: what was open is told of, and
   * what is new counts on from what was known. Returns the savepoint it ends with.
   */
  private static String goOn(
      String name, int parallelism, Map<String, String> options, String savepoint, JsonNode before)
      throws Exception {
    long end = before.get("end").asLong();
    Map<String, Integer> told = new TreeMap<>();
    for (JsonNode user : SavepointQuestions.ask(savepoint, "SELECT user_id, events FROM users")) {
      told.put(user.get("user_id").asText(), user.get("events").asInt());
    }
    String item =
        SavepointQuestions.ask(present, "SELECT min(item_id) AS item FROM items")
            .get(0)
            .get("item")
            .asText();
    SavepointJob job = job(name, parallelism, options, savepoint);
    List<String> more = new ArrayList<>();
    Map<String, Integer> rest = new TreeMap<>();
    Map<String, Integer> after = new TreeMap<>();
    for (Map.Entry<String, JsonNode> user : before.get("teaching").properties()) {
      more.add(SavepointJob.click(user.getKey(), item, end + DAY));
      rest.put(user.getKey(), user.getValue().asInt() + 1 - told.getOrDefault(user.getKey(), 0));
      after.put(user.getKey(), user.getValue().asInt() + 1);
    }
    more.add(SavepointJob.click(CLOCK, item, end + 2 * DAY));
    job.feed(more);
    job.awaitInterests(rest);
    Map<String, Integer> counted = new TreeMap<>();
    String next = job.stop();
    for (JsonNode user : SavepointQuestions.ask(next, "SELECT user_id, events FROM users")) {
      counted.put(user.get("user_id").asText(), user.get("events").asInt());
    }
    counted.remove(CLOCK);
    assertThat(counted).as("each event once, before and after").isEqualTo(after);
    assertThat(OutputRecords.json(job.out(), "recommendations")).isNotEmpty();
    assertThat(OutputRecords.json(job.out(), "late-events")).isEmpty();
    assertThat(OutputRecords.json(job.out(), "dead-letters")).isEmpty();
    return next;
  }

  private static SavepointJob job(
      String name, int parallelism, Map<String, String> options, String savepoint)
      throws Exception {
    Map<String, String> all = new HashMap<>(options);
    all.put("parallelism.default", Integer.toString(parallelism));
    return new SavepointJob(folder.resolve(name), inputs, all, savepoint);
  }

  private static void assertAnswers(String savepoint, JsonNode expected) throws Exception {
    for (JsonNode question : expected.get("questions")) {
      String sql = question.get("sql").asText();
      List<JsonNode> rows = new ArrayList<>();
      question.get("rows").forEach(rows::add);
      assertThat(SavepointQuestions.ask(savepoint, sql)).as(sql).isEqualTo(rows);
    }
  }

  /** Of all states by key, and of those that all subtasks hold alike. */
  private static void assertSame(
      Map<String, Map<String, Object>> actual, Map<String, Map<String, Object>> expected)
      throws Exception {
    StateDifferences differences =
        new StateDifferences(new PipelineSettings(new Configuration()).similarity().channels());
    int compared = 0;
    for (String state : expected.keySet()) {
      if (!state.startsWith("read-") && !state.contains("write-") && !OF_SUBTASKS.contains(state)) {
        differences.compareKeys(state, actual.getOrDefault(state, Map.of()), expected.get(state));
        differences.compareValues(state, actual.getOrDefault(state, Map.of()), expected.get(state));
        compared++;
      }
    }
    assertThat(differences.found()).isEmpty();
    assertThat(compared).isGreaterThan(15);
  }
}
