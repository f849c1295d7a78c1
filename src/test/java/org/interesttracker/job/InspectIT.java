package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.interesttracker.InterestTracker;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.savepoint.InspectCommand;
import org.interesttracker.similarity.CountSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a savepoint is said to hold must be what the job's outputs said last. */
class InspectIT {

  /** Between them they name every table that is filled from state. */
  private static final List<String> TABLES =
      List.of(
          "users",
          "user_topics",
          "user_event_counts",
          "recent_events",
          "user_preferences",
          "items",
          "item_totals",
          "neighbours",
          "met",
          "lists",
          "list_terms",
          "user_weights",
          "blend",
          "quality",
          "state_keys");

  /** Parts are told with two decimals. */
  private static final double HALF_A_CENT = 0.0051;

  /** In which terms are kept. */
  private static final double HALF_A_STEP = Math.log(1_001) / 255 / 2;

  @TempDir private Path folder;

  @Test
  void everyKindOfSnapshotSaysWhatTheOutputsSaidLast() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 1_500);
    Path out = Files.createDirectory(folder.resolve("rocksdb"));
    Configuration config = config(data, out, "rocksdb").build();
    EmbeddedRun run = new EmbeddedRun(new JobLauncher(config), config, out);
    run.start();
    run.awaitRead();
    String canonical = run.stop(folder.resolve("savepoint"));

    assertThat(OutputRecords.lines(out, "late-events")).isEmpty();
    Inspected inspected = new Inspected(folder, canonical);
    InspectedInput input = new InspectedInput(inspected, data);
    Map<String, CountSeed> counts = counts(data);
    input.assertUsers();
    input.assertRecentEvents();
    input.assertInterests(lastInterests(out).values());
    input.assertItems(counts);
    input.assertSimilar(counts);
    assertInterests(canonical, out);
    assertLists(canonical, out);
    assertBlend(canonical, out);
    assertQuality(canonical, out);
    assertReasons(inspected, out);
    assertPageOfUser(inspected, canonical);

    assertFlinkSqlSaysTheSame(canonical);
    Map<String, Set<JsonNode>> expected = tables(canonical);
    for (String backend : List.of("rocksdb", "hashmap")) {
      for (String snapshot : snapshots(data, backend, canonical)) {
        Map<String, Set<JsonNode>> actual = tables(snapshot);
        for (String table : TABLES) {
          assertThat(actual.get(table))
              .as(table + " in " + snapshot)
              .isNotNull()
              .isEqualTo(expected.get(table));
        }
        assertThat(ddl(snapshot).isEmpty())
            .as("Flink SQL cannot read " + snapshot)
            .isEqualTo(backend.equals("hashmap") && !snapshot.contains("CANONICAL"));
      }
    }
  }

  /** By the statements that the command prints; of vectors, only that they are there. */
  private void assertFlinkSqlSaysTheSame(String savepoint) throws Exception {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("users", "user_id, *first_seen, *last_seen, events, model_version");
    columns.put("user_topics", "user_id, topic, weight, share, *as_of");
    columns.put("user_event_counts", "user_id, type, events");
    columns.put("recent_events", "user_id, place, *time, type, item_id, weight");
    columns.put("met", "user_id, item_id, *time");
    columns.put("lists", "user_id, place, item_id, number");
    columns.put("list_terms", "user_id, place, model, users_with_events, term");
    columns.put("quality", "model, figure, over, value, low, high, samples, *time");
    List<JsonNode> answers =
        new FlinkSqlClient(Files.createDirectory(folder.resolve("sql-client")))
            .ask(
                ddl(savepoint).orElseThrow(),
                columns.entrySet().stream()
                    .map(table -> flinkQuery(table.getKey(), table.getValue()))
                    .toList());
    for (Map.Entry<String, String> table : columns.entrySet()) {
      String ours =
          table.getKey().equals("quality")
              ? "quality WHERE figure LIKE '%@%' AND position IS NULL"
              : table.getKey();
      List<JsonNode> expected =
          ask(
              savepoint,
              "SELECT '%s' AS \"of\", %s FROM %s"
                  .formatted(
                      table.getKey(),
                      table.getValue().replaceAll("\\*(\\w+)", "epoch_ms($1) AS $1"),
                      ours));
      assertThat(
              answers.stream()
                  .filter(row -> row.get("of").asText().equals(table.getKey()))
                  .map(InspectIT::numbers)
                  .toList())
          .as(table.getKey())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(expected.stream().map(InspectIT::numbers).toList());
    }
  }

  private static String flinkQuery(String table, String columns) {
    return "SELECT JSON_OBJECT(KEY 'of' VALUE '%s', %s) FROM %s"
        .formatted(
            table,
            Stream.of(columns.split(", "))
                .map(
                    column ->
                        column.startsWith("*")
                            ? "KEY '%s' VALUE CAST(`%s` AS STRING)"
                                .formatted(column.substring(1), column.substring(1))
                            : "KEY '%s' VALUE `%s`".formatted(column, column))
                .collect(Collectors.joining(", ")),
            table);
  }

  /** Times in milliseconds and numbers of one type, by the names of columns. */
  private static Map<String, Object> numbers(JsonNode row) {
    Map<String, Object> values = new TreeMap<>();
    row.properties()
        .forEach(
            column -> {
              JsonNode value = column.getValue();
              boolean time = value.isTextual() && value.asText().matches("[\\d-]{10} [\\d:.]+");
              values.put(
                  column.getKey(),
                  time
                      ? (Object)
                          (double)
                              LocalDateTime.parse(value.asText().replace(' ', 'T'))
                                  .toInstant(ZoneOffset.UTC)
                                  .toEpochMilli()
                      : value.isNumber() ? (Object) value.asDouble() : value.asText());
            });
    return values;
  }

  /** The statements; empty where the command says that there are none. */
  private Optional<String> ddl(String snapshot) throws Exception {
    Path file = Files.createTempFile(folder, "ddl", ".sql");
    int code = new CommandLine(new InspectCommand()).execute(snapshot, "--ddl", "--out=" + file);
    return code == 0 ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private void assertInterests(String savepoint, Path out) throws Exception {
    Map<String, InterestUpdate> last = lastInterests(out);
    Map<String, Integer> events = new HashMap<>();
    for (InterestUpdate update : records(out, "interests", InterestUpdate.class)) {
      events.merge(update.userId(), update.events(), Integer::sum);
    }
    Map<String, JsonNode> users = new HashMap<>();
    ask(savepoint, "FROM users").forEach(user -> users.put(user.get("user_id").asText(), user));
    assertThat(users.keySet()).isNotEmpty().isEqualTo(last.keySet());
    Map<String, Map<String, JsonNode>> topics = new HashMap<>();
    for (JsonNode topic : ask(savepoint, "FROM user_topics")) {
      topics
          .computeIfAbsent(topic.get("user_id").asText(), user -> new HashMap<>())
          .put(topic.get("topic").asText(), topic);
    }
    last.forEach(
        (id, update) -> {
          JsonNode user = users.get(id);
          assertThat(user.get("events").asInt()).isEqualTo(events.get(id));
          assertThat(user.get("model_version").asText()).isEqualTo(update.modelVersion());
          for (int d = 0; d < update.vector().length; d++) {
            assertThat((float) user.get("interest").get(d).asDouble())
                .isEqualTo(update.vector()[d], within(1e-6f));
          }
          assertThat(update.topics()).isNotEmpty();
          for (InterestUpdate.TopicWeight topic : update.topics()) {
            JsonNode held = topics.get(id).get(topic.topic());
            assertThat(held.get("weight").asDouble()).isEqualTo(topic.weight(), within(1e-9));
            assertThat(held.get("share").asDouble()).isEqualTo(topic.share(), within(1e-9));
          }
        });
  }

  private static Map<String, InterestUpdate> lastInterests(Path out) throws Exception {
    return last(
        records(out, "interests", InterestUpdate.class),
        InterestUpdate::userId,
        InterestUpdate::windowEnd);
  }

  private static Map<String, Recommendation> lastLists(Path out) throws Exception {
    return last(
        records(out, "recommendations", Recommendation.class),
        Recommendation::userId,
        Recommendation::windowEnd);
  }

  private static <T> Map<String, T> last(
      List<T> records, Function<T, String> user, ToLongFunction<T> end) {
    Map<String, T> last = new HashMap<>();
    for (T record : records) {
      last.merge(
          user.apply(record),
          record,
          (a, b) -> Comparator.comparingLong(end).compare(a, b) > 0 ? a : b);
    }
    return last;
  }

  /** What was counted of each item, by the command that counts a history at once. */
  private Map<String, CountSeed> counts(GeneratedData data) throws Exception {
    Path file = folder.resolve("counts.jsonl");
    assertThat(
            new CommandLine(new SimilarityCommand())
                .execute("--events=" + data.events(), "--out=" + file))
        .isZero();
    Map<String, CountSeed> counts = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      CountSeed counted = Json.MAPPER.readValue(line, CountSeed.class);
      counts.put(counted.itemId(), counted);
    }
    return counts;
  }

  /** Of the list that was made last, by the weights that the blend still has. */
  private static void assertReasons(Inspected inspected, Path out) throws Exception {
    List<Recommendation> lists = records(out, "recommendations", Recommendation.class);
    Recommendation last = lists.get(lists.size() - 1);
    List<JsonNode> rows =
        inspected.view(
            "why", last.userId(), "-D", TrackerOptions.RECOMMEND_USER_PRIOR.key() + "=0");
    assertThat(rows).hasSameSizeAs(last.items()).isNotEmpty();
    for (int place = 0; place < rows.size(); place++) {
      Recommendation.RecommendedItem item = last.items().get(place);
      assertThat(rows.get(place).get("item_id").asText()).isEqualTo(item.itemId());
      assertThat(rows.get(place).get("title").asText()).isEqualTo(item.title());
      for (String part : rows.get(place).get("by_model").asText().split(", ")) {
        String[] model = part.split(" ");
        double weight = last.weights().get(model[0]);
        assertThat(Double.parseDouble(model[1]))
            .as("%s of %s, by a weight of %f", model[0], item.itemId(), weight)
            .isEqualTo(
                item.contributions().get(model[0]),
                within(HALF_A_CENT + HALF_A_STEP * Math.abs(weight)));
      }
    }
  }

  /** Every row of what is kept of a user is on the page of the user. */
  private void assertPageOfUser(Inspected inspected, String savepoint) throws Exception {
    String user = inspected.view("users", "--limit=1").get(0).get("user_id").asText();
    List<String> page =
        JvmProcess.run(
                new JvmProcess.Program(
                    "inspect",
                    List.of(JvmProcess.SHORT_LIVED),
                    InterestTracker.class.getName(),
                    "inspect",
                    savepoint,
                    "user",
                    user))
            .lines()
            .toList();
    String about = " WHERE user_id = '" + user + "'";
    assertThat(part(page, "In words"))
        .containsExactly(
            "english", inspected.sql("FROM user_words" + about).get(0).get("english").asText());
    Map<String, String> parts =
        Map.of(
            "Profile", "users",
            "Topics", "user_topics",
            "Events by type", "user_event_counts",
            "Recent events", "recent_events",
            "Last list, and what each model adds to an item's score", "lists");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      assertThat(part(page, part.getKey()))
          .as(part.getKey())
          .hasSize(1 + inspected.sql("FROM " + part.getValue() + about).size());
    }
    assertThat(part(page, "Orders about lists")).containsExactly("none");
    assertThat(part(page, "Items met"))
        .containsExactly("items", "%5d".formatted(inspected.sql("FROM met" + about).size()));
  }

  /** The lines below a heading. */
  private static List<String> part(List<String> page, String heading) {
    return page.subList(page.indexOf(heading) + 1, page.size()).stream()
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.substring(2))
        .toList();
  }

  private void assertLists(String savepoint, Path out) throws Exception {
    Map<String, Recommendation> last = lastLists(out);
    Map<String, Integer> numbers = new HashMap<>();
    for (Recommendation list : records(out, "recommendations", Recommendation.class)) {
      numbers.merge(list.userId(), 1, Integer::sum);
    }
    Map<String, List<String>> held = new HashMap<>();
    for (JsonNode item : ask(savepoint, "FROM lists ORDER BY user_id, place")) {
      held.computeIfAbsent(item.get("user_id").asText(), user -> new ArrayList<>())
          .add(item.get("item_id").asText());
      assertThat(item.get("number").asInt()).isEqualTo(numbers.get(item.get("user_id").asText()));
    }
    assertThat(last).isNotEmpty();
    last.forEach(
        (user, list) ->
            assertThat(held.get(user))
                .isEqualTo(
                    list.items().stream().map(Recommendation.RecommendedItem::itemId).toList()));
  }

  /** At one subtask the last list was made by what the blend had learned in the end. */
  private void assertBlend(String savepoint, Path out) throws Exception {
    List<Recommendation> lists = records(out, "recommendations", Recommendation.class);
    Recommendation last = lists.get(lists.size() - 1);
    long events =
        records(out, "interests", InterestUpdate.class).stream()
            .filter(update -> update.userId().equals(last.userId()))
            .mapToLong(InterestUpdate::events)
            .sum();
    String group = events < 5 ? "0-4" : events < 20 ? "5-19" : events < 100 ? "20-99" : "100+";
    List<JsonNode> blend = ask(savepoint, "FROM blend WHERE users_with_events = '" + group + "'");
    assertThat(blend).hasSize(last.weights().size());
    for (JsonNode model : blend) {
      assertThat(model.get("weight").asDouble())
          .as(model.get("model").asText())
          .isEqualTo(last.weights().get(model.get("model").asText()), within(1e-9));
    }
  }

  private void assertQuality(String savepoint, Path out) throws Exception {
    Map<String, QualityMetric> last = new HashMap<>();
    for (QualityMetric metric : records(out, "metrics", QualityMetric.class)) {
      if (metric.over() != null) {
        last.merge(
            metric.key() + metric.over(), metric, (a, b) -> b.samples() >= a.samples() ? b : a);
      }
    }
    List<JsonNode> rows = ask(savepoint, "FROM quality");
    assertThat(rows).isNotEmpty().hasSameSizeAs(last.values());
    for (JsonNode row : rows) {
      String key =
          row.get("model").asText()
              + " "
              + row.get("figure").asText()
              + row.get("over").asText().toUpperCase(Locale.ROOT);
      assertThat(row.get("value").asDouble())
          .as(key)
          .isEqualTo(last.get(key).value(), within(1e-9));
      assertThat(row.get("samples").asDouble())
          .as(key)
          .isEqualTo(last.get(key).samples(), within(1e-6));
    }
  }

  /**
   * A canonical and a native savepoint and a checkpoint of a job that goes on and finds nothing.
   */
  private List<String> snapshots(GeneratedData data, String backend, String from) throws Exception {
    Path out = Files.createDirectory(folder.resolve(backend + "-again"));
    TrackerConfig config = config(data, out, backend).set("execution.state-recovery.path", from);
    JobClient job = new JobLauncher(config.build()).startEmbedded(out).client();
    List<String> all = new ArrayList<>();
    for (SavepointFormatType format : SavepointFormatType.values()) {
      all.add(savepoint(job, format));
    }
    Path checkpoints = out.resolve("checkpoints");
    Await.until("there is a checkpoint", () -> !checkpoint(checkpoints).isEmpty());
    var end = job.getJobExecutionResult();
    job.cancel().get();
    end.handle((result, cancelled) -> null).get();
    all.add(checkpoint(checkpoints).get(0));
    return all;
  }

  private String savepoint(JobClient job, SavepointFormatType format) throws Exception {
    String[] path = new String[1];
    Path into = Files.createDirectory(folder.resolve("savepoints-" + job.getJobID() + format));
    Await.until(
        "a savepoint is taken",
        () -> {
          try {
            path[0] = job.triggerSavepoint(into.toUri().toString(), format).get();
            return true;
          } catch (ExecutionException e) {
            return false;
          }
        });
    return path[0];
  }

  private static List<String> checkpoint(Path folder) throws Exception {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getParent().toString())
          .toList();
    }
  }

  private static TrackerConfig config(GeneratedData data, Path out, String backend) {
    return new TrackerConfig()
        .set(TrackerOptions.EVENTS_PATH, data.events().toUri().toString())
        .set(TrackerOptions.EVENTS_FOLLOW, "true")
        .set(TrackerOptions.CATALOG_PATH, data.catalog().toUri().toString())
        .set(TrackerOptions.OUTPUT_PATH, out.toUri().toString())
        .set(TrackerOptions.INTEREST_TOP_TOPICS, "1000")
        .set(TrackerOptions.RECOMMEND_USER_PRIOR, "0")
        .set("state.backend.type", backend)
        .set("execution.checkpointing.interval", "1 s")
        .set("parallelism.default", "1");
  }

  private Map<String, Set<JsonNode>> tables(String savepoint) throws Exception {
    Map<String, Set<JsonNode>> rows = new HashMap<>();
    for (String table : TABLES) {
      rows.put(table, new HashSet<>(ask(savepoint, "FROM " + table)));
    }
    return rows;
  }

  private List<JsonNode> ask(String savepoint, String sql) throws Exception {
    return new Inspected(folder, savepoint).sql(sql);
  }

  private static <T> List<T> records(Path out, String output, Class<T> type) throws Exception {
    return OutputRecords.of(out, output, type);
  }
}
