package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.event.Purpose;
import org.interesttracker.interest.ConsentDecision;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.privacy.Pseudonyms;
import org.interesttracker.privacy.TestKeys;
import org.interesttracker.recommend.Recommendation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two savepoints of a job whose users go by pseudonyms, give orders and are counted in releases:
 * what lies between them, and who can be asked for by which id.
 */
class InspectDiffIT {

  private static final String AGREEMENT = "2026-03";

  /** Above the steps that event time is behind the latest event. */
  private static final long BEHIND = 11_000;

  @TempDir private Path folder;
  private final Pseudonyms pseudonyms = TestKeys.pseudonyms("a");
  private Path keys;
  private Path otherKeys;
  private GeneratedData data;
  private List<Event> all;

  /** Who is erased in the second half: by the id of events, and by the pseudonym. */
  private String gone;

  private String erased;

  /** Who gives the other orders, by the id of events. */
  private String orders;

  private Inspected before;
  private Inspected after;
  private String afterwards;

  @Test
  void whatIsBetweenTwoSavepointsIsWhatTheJobSaid() throws Exception {
    generate();
    String first = run("before", null);
    afterwards = run("after", first);
    before = new Inspected(folder, first);
    after = new Inspected(folder, afterwards);

    Map<String, InterestUpdate> then = last("before");
    Map<String, InterestUpdate> now = new HashMap<>(then);
    now.putAll(last("after"));
    assertThat(now.get(erased).erased()).isTrue();
    now.remove(erased);
    assertUsers(then, now);
    assertTopics(then, now);
    assertLists();
    assertErasedIsGone();
    assertOrders();
    assertBudget();
    assertLoadedNeighbour();
  }

  private void generate() throws Exception {
    data = GeneratedData.in(folder.resolve("data"), 1_500);
    keys = Files.writeString(folder.resolve("keys"), TestKeys.text("a"));
    otherKeys = Files.writeString(folder.resolve("other-keys"), TestKeys.text("b"));
    all = new ArrayList<>();
    for (String line : data.eventLines()) {
      all.add(Json.MAPPER.readValue(line, Event.class));
    }
    gone = all.get(0).userId();
    erased = pseudonyms.of(gone).get(0);
    orders =
        all.stream()
            .map(Event::userId)
            .filter(user -> !user.equals(gone))
            .findFirst()
            .orElseThrow();
  }

  /**
   * Reads half of the events, the second half without those of who is erased then. Orders that hold
   * in it are read in the first: a file that was read to its end is not read again.
   */
  private String run(String name, String from) throws Exception {
    boolean isFirst = from == null;
    Path work = Files.createDirectory(folder.resolve(name));
    Path events = Files.createDirectory(work.resolve("events"));
    List<String> lines = new ArrayList<>();
    for (int e = isFirst ? 0 : all.size() / 2; e < (isFirst ? all.size() / 2 : all.size()); e++) {
      if (isFirst || !all.get(e).userId().equals(gone)) {
        lines.add(data.eventLines().get(e));
      }
    }
    Files.write(events.resolve("events.jsonl"), lines);
    TrackerConfig config =
        FollowingJob.config(events, data.catalog(), work.resolve("out"))
            .set(TrackerOptions.CONTROL_PATH, control().toString())
            .set(TrackerOptions.SIMILARITY_PATH, neighbours().toString())
            .set(TrackerOptions.PRIVACY_KEYS, "file:" + keys)
            .set(TrackerOptions.INTEREST_TOP_TOPICS, "1000")
            .set(TrackerOptions.PRIVACY_EPSILON, "0.3")
            .set(TrackerOptions.PRIVACY_BUDGET_EPSILON, "2.5")
            .set("metrics.fetcher.update-interval", "100 ms")
            .set("parallelism.default", "1");
    if (!isFirst) {
      config.set("execution.state-recovery.path", from);
    }
    FollowingJob job = FollowingJob.start(config, work, InspectDiffIT::define);
    job.await(
        "all events are read",
        () -> EmbeddedRun.count(job.counts(), "events.accepted") >= lines.size());
    job.awaitOneSourceLeft();
    long latest = all.get(isFirst ? all.size() / 2 - 1 : all.size() - 1).timestamp();
    job.awaitTime(OperatorIds.JOIN_FEEDBACK, latest - BEHIND);
    job.awaitTime(OperatorIds.RELEASE, latest - BEHIND);
    return job.stop().savepoint();
  }

  /** One clock, for a reader that has no file would hold up time. */
  private static void define(StreamExecutionEnvironment environment, Configuration config) {
    InterestPipeline.Inputs in = new Sources(environment, config).open();
    InterestPipeline.Inputs inputs = Exchanged.events(in, ErasureJob.clocked(in.events()));
    new Sinks(config).attach(new InterestPipeline(new PipelineSettings(config)).define(inputs));
  }

  private Path control() throws Exception {
    long time = all.get(2 * all.size() / 3).timestamp();
    String order = "{\"type\": \"%s\", \"user_id\": \"%s\", %s \"time\": %d}";
    return Files.write(
        folder.resolve("control.jsonl"),
        List.of(
            order.formatted("erase_user", gone, "", time),
            order.formatted(
                "consent",
                orders,
                "\"purposes\": {\"learn\": false}, \"agreement\": \"" + AGREEMENT + "\",",
                time),
            order.formatted("block_category", orders, "\"topic\": \"opera\",", time),
            order.formatted("more_of", orders, "\"topic\": \"chess\",", time)));
  }

  /** A row that was computed elsewhere. */
  private Path neighbours() throws Exception {
    return Files.writeString(
        folder.resolve("neighbours.jsonl"),
        ("{\"item_id\": \"%s\", \"version\": 1, \"neighbours\":"
                + " [{\"item_id\": \"elsewhere\", \"similarity\": 0.5}]}\n")
            .formatted(someItem()));
  }

  private String someItem() {
    return all.stream().map(Event::itemId).filter(Objects::nonNull).findFirst().orElseThrow();
  }

  private void assertLoadedNeighbour() throws Exception {
    for (Inspected inspected : List.of(before, after)) {
      JsonNode row = inspected.view("similar", someItem(), "--where=item_id = 'elsewhere'").get(0);
      assertThat(row.get("similarity").asDouble()).isEqualTo(0.5);
      assertThat(row.get("channel").asText()).isEqualTo("item-cf");
      assertThat(row.get("title").isNull()).isTrue();
    }
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

  private void assertUsers(Map<String, InterestUpdate> then, Map<String, InterestUpdate> now)
      throws Exception {
    JsonNode counts = before.view("diff-counts", afterwards).get(0);
    Set<String> came = new TreeSet<>(now.keySet());
    came.removeAll(then.keySet());
    assertThat(counts.get("came").asInt()).isEqualTo(came.size());
    assertThat(counts.get("went").asInt()).isEqualTo(1);
    Set<String> both = new TreeSet<>(now.keySet());
    both.retainAll(then.keySet());
    assertThat(counts.get("in_both").asInt()).isEqualTo(both.size()).isPositive();
    List<JsonNode> users = before.view("diff-users", afterwards);
    assertThat(users).hasSize(came.size() + both.size() + 1);
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
    }
    assertThat(users).isSortedAccordingTo(falling(user -> user.get("change").asDouble()));
  }

  private static Comparator<JsonNode> falling(ToDoubleFunction<JsonNode> value) {
    return Comparator.comparingDouble(value).reversed();
  }

  private void assertTopics(Map<String, InterestUpdate> then, Map<String, InterestUpdate> now)
      throws Exception {
    Map<String, Double> x = parts(then);
    Map<String, Double> y = parts(now);
    Set<String> named = new TreeSet<>(x.keySet());
    named.addAll(y.keySet());
    List<JsonNode> topics = before.view("diff-topics", afterwards);
    assertThat(topics).extracting(topic -> topic.get("topic").asText()).hasSameElementsAs(named);
    for (JsonNode topic : topics) {
      String name = topic.get("topic").asText();
      assertThat(topic.get("users_before").asLong()).isEqualTo(users(then, name));
      assertThat(topic.get("users_after").asLong()).isEqualTo(users(now, name));
      assertThat(topic.get("change").asDouble())
          .as(name)
          .isEqualTo(y.getOrDefault(name, 0.0) - x.getOrDefault(name, 0.0), within(1e-4));
    }
    assertThat(topics).isSortedAccordingTo(falling(topic -> topic.get("change").asDouble()));
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

  /** Of users who had a list before and have one now. */
  private void assertLists() throws Exception {
    Map<String, Set<String>> then = lists("before");
    Map<String, Set<String>> now = new HashMap<>(then);
    now.putAll(lists("after"));
    then.remove(erased);
    long changed = then.keySet().stream().filter(u -> !now.get(u).containsAll(then.get(u))).count();
    double kept =
        then.keySet().stream()
            .mapToDouble(
                user -> {
                  Set<String> same = new HashSet<>(then.get(user));
                  same.retainAll(now.get(user));
                  return (double) same.size() / then.get(user).size();
                })
            .average()
            .orElseThrow();
    JsonNode lists = before.view("diff-lists", afterwards).get(0);
    assertThat(lists.get("users").asInt()).isEqualTo(then.size());
    assertThat(lists.get("lists_changed").asLong()).isEqualTo(changed).isPositive();
    assertThat(lists.get("mean_share_kept").asDouble()).isEqualTo(kept, within(1e-4));
  }

  /** The items of each user's last list. */
  private Map<String, Set<String>> lists(String name) throws Exception {
    Map<String, Recommendation> last = new HashMap<>();
    for (Recommendation list : records(name, "recommendations", Recommendation.class)) {
      last.merge(list.userId(), list, (a, b) -> a.windowEnd() > b.windowEnd() ? a : b);
    }
    Map<String, Set<String>> lists = new HashMap<>();
    last.forEach(
        (user, list) ->
            lists.put(
                user,
                list.items().stream()
                    .map(Recommendation.RecommendedItem::itemId)
                    .collect(Collectors.toSet())));
    return lists;
  }

  /** Before there was something, by the id of events with the keys, and by the pseudonym. */
  private void assertErasedIsGone() throws Exception {
    assertThat(before.run("user", gone, "--keys", "file:" + keys)).isZero();
    assertThat(before.run("user", erased)).isZero();
    assertThat(before.run("user", gone)).as("without keys").isNotZero();
    assertThat(before.run("user", gone, "--keys", "file:" + otherKeys))
        .as("with other keys")
        .isNotZero();
    assertThat(after.run("user", gone, "--keys", "file:" + keys)).isNotZero();
    for (String table : List.of("users", "user_topics", "recent_events", "met", "lists")) {
      String rows = "FROM " + table + " WHERE user_id = '" + erased + "'";
      assertThat(before.sql(rows)).as(table).isNotEmpty();
      assertThat(after.sql(rows)).as(table).isEmpty();
      assertThat(before.sql("FROM " + table))
          .extracting(row -> row.get("user_id").asText())
          .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }
  }

  private void assertOrders() throws Exception {
    String user = pseudonyms.of(orders).get(0);
    ConsentDecision decided = records("after", "decisions", ConsentDecision.class).get(0);
    JsonNode consent = after.view("consents").get(0);
    assertThat(consent.get("user_id").asText()).isEqualTo(user).isEqualTo(decided.userId());
    assertThat(Inspected.time(consent.get("time"))).isEqualTo(decided.orderedAt());
    assertThat(consent.get("granted")).isEmpty();
    assertThat(Inspected.texts(consent.get("withdrawn"))).containsExactly("learn");
    assertThat(consent.get("agreement").asText()).isEqualTo(decided.agreement());
    assertThat(consent(user)).containsExactlyElementsOf(words(decided.after()));
    assertThat(consent(user, "-D", "privacy.default-consent=none")).isEmpty();
    assertThat(after.sql("FROM user_preferences ORDER BY kind").toString())
        .isEqualTo(
            ("[{\"user_id\":\"%s\",\"kind\":\"block category\",\"about\":\"opera\",\"steps\":null},"
                    + " {\"user_id\":\"%s\",\"kind\":\"topic\",\"about\":\"chess\",\"steps\":1}]")
                .formatted(user, user));
    assertThat(after.sql("FROM sealed_users").get(0).get("users").asInt()).isZero();
  }

  private static List<String> words(List<Purpose> purposes) {
    return Inspected.texts(Json.MAPPER.valueToTree(purposes));
  }

  private List<String> consent(String user, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("users", "--where=user_id = '" + user + "'"));
    arguments.addAll(List.of(options));
    return Inspected.texts(after.view(arguments.toArray(String[]::new)).get(0).get("consent"));
  }

  private void assertBudget() throws Exception {
    List<JsonNode> released = records("before", "released", JsonNode.class);
    released.addAll(records("after", "released", JsonNode.class));
    Map<String, Double> spent = new TreeMap<>();
    JsonNode last = null;
    for (JsonNode statistic : released) {
      if (statistic.get("status").asText().equals("released")) {
        String end = statistic.get("window_end").asText();
        spent.merge(end, statistic.get("epsilon").asDouble(), Double::sum);
        last =
            last == null || end.compareTo(last.get("window_end").asText()) >= 0 ? statistic : last;
      }
    }
    assertThat(spent).hasSizeGreaterThan(2);
    List<JsonNode> charges = after.view("budget-charges");
    assertThat(charges).hasSize(spent.size());
    for (JsonNode charge : charges) {
      String end = charge.get("window_end").asText().replace(' ', 'T') + "Z";
      assertThat(charge.get("epsilon").asDouble()).isEqualTo(spent.get(end), within(1e-9));
    }
    JsonNode budget =
        after
            .view("budget", "-D", "privacy.epsilon=0.3", "-D", "privacy.budget-epsilon=2.5")
            .get(0);
    assertThat(budget.get("windows").asInt()).isEqualTo(spent.size());
    assertThat(budget.get("spent_epsilon").asDouble())
        .isEqualTo(last.get("spent_epsilon").asDouble());
    assertThat(budget.get("spent_delta").asDouble()).isEqualTo(last.get("spent_delta").asDouble());
    assertThat(budget.get("left_epsilon").asDouble())
        .isEqualTo(2.5 - last.get("spent_epsilon").asDouble(), within(1e-12));
    assertThat(after.view("budget").get(0).get("left_epsilon").isNull())
        .as("how much there is, only options tell")
        .isTrue();
  }

  private <T> List<T> records(String name, String output, Class<T> type) throws Exception {
    return new ArrayList<>(OutputRecords.of(folder.resolve(name).resolve("out"), output, type));
  }
}
