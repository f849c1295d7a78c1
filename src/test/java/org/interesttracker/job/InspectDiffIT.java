package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.cli.Console;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.privacy.Pseudonyms;
import org.interesttracker.privacy.TestKeys;
import org.interesttracker.savepoint.InspectCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Two savepoints of a job whose users go by pseudonyms, give orders and are counted in releases:
 * what lies between them, and who can be asked for by which id.
 */
class InspectDiffIT {

  private static final String AGREEMENT = "2026-03";

  @TempDir private Path folder;
  private final Pseudonyms pseudonyms = TestKeys.pseudonyms("a");
  private Path keys;
  private Path events;
  private Path catalog;
  private List<Event> all;

  /** Who is erased in the second half: by the id of events, and by the pseudonym. */
  private String gone;

  private String erased;

  /** Who gives the other orders, by the id of events. */
  private String orders;

  @Test
  void whatIsBetweenTwoSavepointsIsWhatTheJobsSaid() throws Exception {
    write();
    String before = run("before", null);
    second();
    String after = run("after", before);

    Map<String, InterestUpdate> then = last("before");
    Map<String, InterestUpdate> now = new HashMap<>(then);
    now.putAll(last("after"));
    assertThat(now.get(erased).erased()).isTrue();
    now.remove(erased);
    assertUsers(before, after, then, now);
    assertTopics(before, after, then, now);
    assertErasedIsGone(before, after);
    assertOrders(after);
    assertBudget(after);
  }

  private void write() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 1_500);
    catalog = data.catalog();
    keys = Files.writeString(folder.resolve("keys"), TestKeys.text("a"));
    events = Files.createDirectory(folder.resolve("events"));
    List<String> lines = data.eventLines();
    all = new ArrayList<>();
    for (String line : lines) {
      all.add(Json.MAPPER.readValue(line, Event.class));
    }
    Files.write(events.resolve("1.jsonl"), lines.subList(0, lines.size() / 2));
    Map<String, Long> lastSeen = new TreeMap<>();
    all.forEach(event -> lastSeen.put(event.userId(), event.timestamp()));
    gone =
        lastSeen.entrySet().stream()
            .filter(user -> user.getValue() < all.get(all.size() / 2).timestamp())
            .max(Map.Entry.comparingByValue())
            .orElseThrow(() -> new IllegalStateException("Nobody leaves in the first half"))
            .getKey();
    erased = pseudonyms.of(gone).get(0);
    orders = all.get(all.size() - 1).userId();
    Files.write(folder.resolve("control.jsonl"), List.of());
  }

  /** The other half of the events, and orders that hold in it. */
  private void second() throws Exception {
    long time = all.get(2 * all.size() / 3).timestamp();
    Files.write(
        events.resolve("2.jsonl"),
        Files.readAllLines(folder.resolve("data").resolve("events.jsonl"))
            .subList(all.size() / 2, all.size()));
    Files.write(
        folder.resolve("control.jsonl"),
        List.of(
            "{\"type\": \"erase_user\", \"user_id\": \"%s\", \"time\": %d}".formatted(gone, time),
            ("{\"type\": \"consent\", \"user_id\": \"%s\", \"purposes\": {\"learn\": false},"
                    + " \"agreement\": \"%s\", \"time\": %d}")
                .formatted(orders, AGREEMENT, time),
            "{\"type\": \"block_category\", \"user_id\": \"%s\", \"topic\": \"opera\", \"time\": %d}"
                .formatted(orders, time),
            "{\"type\": \"more_of\", \"user_id\": \"%s\", \"topic\": \"chess\", \"time\": %d}"
                .formatted(orders, time)));
  }

  private String run(String name, String from) throws Exception {
    Path out = Files.createDirectory(folder.resolve(name));
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, events.toUri().toString())
            .set(TrackerOptions.EVENTS_FOLLOW, "true")
            .set(TrackerOptions.CATALOG_PATH, catalog.toUri().toString())
            .set(TrackerOptions.CONTROL_PATH, folder.resolve("control.jsonl").toUri().toString())
            .set(TrackerOptions.OUTPUT_PATH, out.toUri().toString())
            .set(TrackerOptions.PRIVACY_KEYS, "file:" + keys)
            .set(TrackerOptions.INTEREST_TOP_TOPICS, "1000")
            .set("privacy.epsilon", "0.3")
            .set("privacy.budget-epsilon", "2.5")
            .set("parallelism.default", "1");
    if (from != null) {
      config.set("execution.state-recovery.path", from);
    }
    Configuration built = config.build();
    EmbeddedRun run = new EmbeddedRun(new JobLauncher(built), built, out);
    run.start();
    run.awaitRead();
    return run.stop(folder.resolve("savepoints-" + name));
  }

  private Map<String, InterestUpdate> last(String name) throws Exception {
    Map<String, InterestUpdate> last = new HashMap<>();
    for (InterestUpdate update : records(name, "interests", InterestUpdate.class)) {
      last.merge(
          update.userId(),
          update,
          (a, b) -> Comparator.comparing(InterestUpdate::windowEnd).compare(a, b) > 0 ? a : b);
    }
    return last;
  }

  private void assertUsers(
      String before,
      String after,
      Map<String, InterestUpdate> then,
      Map<String, InterestUpdate> now)
      throws Exception {
    JsonNode counts = ask(before, "diff-counts", after).get(0);
    Set<String> came = new TreeSet<>(now.keySet());
    came.removeAll(then.keySet());
    assertThat(counts.get("came").asInt()).isEqualTo(came.size());
    assertThat(counts.get("went").asInt()).isEqualTo(1);
    Set<String> both = new TreeSet<>(now.keySet());
    both.retainAll(then.keySet());
    assertThat(counts.get("in_both").asInt()).isEqualTo(both.size()).isPositive();

    List<JsonNode> users = ask(before, "diff-users", after);
    assertThat(users).hasSize(came.size() + both.size() + 1);
    double last = Double.MAX_VALUE;
    for (JsonNode user : users) {
      String id = user.get("user_id").asText();
      assertThat(user.get("user").asText())
          .isEqualTo(came.contains(id) ? "came" : id.equals(erased) ? "went" : "stayed");
      Map<String, Double> x = shares(then.get(id));
      Map<String, Double> y = shares(now.get(id));
      Set<String> topics = new TreeSet<>(x.keySet());
      topics.addAll(y.keySet());
      double change =
          topics.stream()
                  .mapToDouble(
                      topic -> Math.abs(y.getOrDefault(topic, 0.0) - x.getOrDefault(topic, 0.0)))
                  .sum()
              / 2;
      assertThat(user.get("change").asDouble()).as(id).isEqualTo(change, within(1e-4));
      assertThat(user.get("change").asDouble()).isLessThanOrEqualTo(last);
      last = user.get("change").asDouble();
    }
  }

  private void assertTopics(
      String before,
      String after,
      Map<String, InterestUpdate> then,
      Map<String, InterestUpdate> now)
      throws Exception {
    Map<String, Double> x = parts(then);
    Map<String, Double> y = parts(now);
    List<JsonNode> topics = ask(before, "diff-topics", after);
    Set<String> named = new TreeSet<>(x.keySet());
    named.addAll(y.keySet());
    assertThat(topics).extracting(topic -> topic.get("topic").asText()).hasSameElementsAs(named);
    for (JsonNode topic : topics) {
      String name = topic.get("topic").asText();
      assertThat(topic.get("users_before").asLong()).isEqualTo(users(then, name));
      assertThat(topic.get("users_after").asLong()).isEqualTo(users(now, name));
      assertThat(topic.get("change").asDouble())
          .as(name)
          .isEqualTo(y.getOrDefault(name, 0.0) - x.getOrDefault(name, 0.0), within(1e-4));
    }
    assertThat(topics)
        .isSortedAccordingTo(Comparator.comparing(topic -> -topic.get("change").asDouble()));
  }

  private static long users(Map<String, InterestUpdate> updates, String topic) {
    return updates.values().stream().filter(update -> shares(update).containsKey(topic)).count();
  }

  private static Map<String, Double> parts(Map<String, InterestUpdate> updates) {
    Map<String, Double> sums = new TreeMap<>();
    updates
        .values()
        .forEach(update -> shares(update).forEach((t, s) -> sums.merge(t, s, Double::sum)));
    double all = sums.values().stream().mapToDouble(sum -> sum).sum();
    sums.replaceAll((topic, sum) -> sum / all);
    return sums;
  }

  /** Of the topics that the user likes. */
  private static Map<String, Double> shares(InterestUpdate update) {
    return update == null
        ? Map.of()
        : update.topics().stream()
            .filter(topic -> topic.weight() > 0)
            .collect(
                Collectors.toMap(
                    InterestUpdate.TopicWeight::topic, InterestUpdate.TopicWeight::share));
  }

  /** Before there was something, by the id of events with the keys, and by the pseudonym. */
  private void assertErasedIsGone(String before, String after) throws Exception {
    assertThat(inspect(before, "user", gone, "--keys", "file:" + keys)).isZero();
    assertThat(inspect(before, "user", erased)).isZero();
    assertThat(inspect(before, "user", gone)).as("without keys").isNotZero();
    assertThat(inspect(after, "user", gone, "--keys", "file:" + keys)).isNotZero();
    for (String table : List.of("users", "user_topics", "recent_events", "met", "lists")) {
      assertThat(sql(before, "FROM " + table + " WHERE user_id = '" + erased + "'"))
          .as(table)
          .isNotEmpty();
      assertThat(sql(after, "FROM " + table + " WHERE user_id = '" + erased + "'"))
          .as(table)
          .isEmpty();
    }
  }

  private void assertOrders(String savepoint) throws Exception {
    String user = pseudonyms.of(orders).get(0);
    JsonNode consent = ask(savepoint, "consents", null).get(0);
    assertThat(consent.get("user_id").asText()).isEqualTo(user);
    assertThat(consent.get("granted")).isEmpty();
    assertThat(consent.get("withdrawn")).extracting(JsonNode::asText).containsExactly("learn");
    assertThat(consent.get("agreement").asText()).isEqualTo(AGREEMENT);
    assertThat(consent(savepoint, user)).containsExactly("profile", "recommend", "publish");
    assertThat(consent(savepoint, user, "-D", "privacy.default-consent=none")).isEmpty();
    assertThat(sql(savepoint, "FROM user_preferences ORDER BY kind").toString())
        .isEqualTo(
            ("[{\"user_id\":\"%s\",\"kind\":\"block category\",\"about\":\"opera\",\"steps\":null},"
                    + " {\"user_id\":\"%s\",\"kind\":\"topic\",\"about\":\"chess\",\"steps\":1}]")
                .formatted(user, user));
  }

  private List<String> consent(String savepoint, String user, String... options) throws Exception {
    List<String> purposes = new ArrayList<>();
    sql(savepoint, "SELECT consent FROM users WHERE user_id = '" + user + "'", options)
        .get(0)
        .get("consent")
        .forEach(purpose -> purposes.add(purpose.asText()));
    return purposes;
  }

  private void assertBudget(String savepoint) throws Exception {
    List<JsonNode> released = new ArrayList<>();
    for (String name : List.of("before", "after")) {
      released.addAll(records(name, "released", JsonNode.class));
    }
    Map<String, Double> spent = new TreeMap<>();
    for (JsonNode statistic : released) {
      if (statistic.get("status").asText().equals("released")) {
        spent.merge(
            statistic.get("window_end").asText(), statistic.get("epsilon").asDouble(), Double::sum);
      }
    }
    assertThat(spent).isNotEmpty();
    List<JsonNode> charges = ask(savepoint, "budget-charges", null);
    assertThat(charges).hasSize(spent.size());
    for (JsonNode charge : charges) {
      String end = charge.get("window_end").asText().replace(' ', 'T') + "Z";
      assertThat(charge.get("epsilon").asDouble()).isEqualTo(spent.get(end), within(1e-9));
    }
    JsonNode last = released.get(released.size() - 1);
    JsonNode budget =
        ask(
                savepoint,
                "budget",
                null,
                "-D",
                "privacy.epsilon=0.3",
                "-D",
                "privacy.budget-epsilon=2.5")
            .get(0);
    assertThat(budget.get("windows").asInt()).isEqualTo(spent.size());
    assertThat(budget.get("spent_epsilon").asDouble())
        .isEqualTo(last.get("spent_epsilon").asDouble());
    assertThat(budget.get("spent_delta").asDouble()).isEqualTo(last.get("spent_delta").asDouble());
    assertThat(budget.get("left_epsilon").asDouble())
        .isEqualTo(2.5 - last.get("spent_epsilon").asDouble(), within(1e-12));
    assertThat(ask(savepoint, "budget", null).get(0).get("left_epsilon").isNull())
        .as("how much there is, only options tell")
        .isTrue();
  }

  private static int inspect(String... arguments) {
    Console.print("inspect " + String.join(" ", arguments));
    return new CommandLine(new InspectCommand()).execute(arguments);
  }

  private List<JsonNode> ask(String savepoint, String view, String about, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(savepoint, view));
    if (about != null) {
      arguments.add(about);
    }
    arguments.addAll(List.of(options));
    return rows(arguments);
  }

  private List<JsonNode> sql(String savepoint, String sql, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(savepoint, "--sql=" + sql));
    arguments.addAll(List.of(options));
    return rows(arguments);
  }

  private List<JsonNode> rows(List<String> arguments) throws Exception {
    Path answer = Files.createTempFile(folder, "answer", ".jsonl");
    arguments.add("--out=" + answer);
    assertThat(inspect(arguments.toArray(String[]::new))).as(arguments.toString()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(answer)) {
      rows.add(Json.MAPPER.readTree(line));
    }
    return rows;
  }

  private <T> List<T> records(String name, String output, Class<T> type) throws Exception {
    List<T> records = new ArrayList<>();
    for (Path part : OutputFolder.parts(folder.resolve(name), output).sorted().toList()) {
      for (String line : Files.readAllLines(part)) {
        records.add(Json.MAPPER.readValue(line, type));
      }
    }
    return records;
  }
}
