package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountSeed;

/** What views must say by the events and the catalog that the job has read to their end. */
final class InspectedInput {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Inspected inspected;
  private final Map<String, CatalogItem> items = new HashMap<>();

  /** Latest first. */
  private final Map<String, List<Event>> events = new TreeMap<>();

  InspectedInput(Inspected inspected, GeneratedData data) throws Exception {
    this.inspected = inspected;
    for (String line : data.catalogLines()) {
      CatalogItem item = Json.MAPPER.readValue(line, CatalogItem.class);
      items.put(item.itemId(), item);
    }
    for (String line : data.eventLines()) {
      Event event = Json.MAPPER.readValue(line, Event.class);
      events.computeIfAbsent(event.userId(), user -> new ArrayList<>()).add(event);
    }
    events.values().forEach(all -> all.sort(Comparator.comparingLong(Event::timestamp).reversed()));
  }

  void assertUsers() throws Exception {
    List<JsonNode> users = inspected.view("users");
    assertThat(users)
        .extracting(user -> user.get("user_id").asText())
        .containsExactlyElementsOf(events.keySet());
    Map<String, Map<String, Long>> counts = new HashMap<>();
    for (JsonNode count : inspected.sql("FROM user_event_counts")) {
      counts
          .computeIfAbsent(count.get("user_id").asText(), user -> new TreeMap<>())
          .put(count.get("type").asText(), count.get("events").asLong());
    }
    for (JsonNode user : users) {
      List<Event> own = events.get(user.get("user_id").asText());
      assertThat(user.get("events").asInt()).isEqualTo(own.size());
      assertThat(Inspected.time(user.get("last_seen"))).isEqualTo(own.get(0).timestamp());
      assertThat(Inspected.time(user.get("first_seen")))
          .isEqualTo(own.get(own.size() - 1).timestamp());
      assertThat(counts.get(user.get("user_id").asText()))
          .isEqualTo(
              own.stream()
                  .collect(Collectors.groupingBy(InspectedInput::type, Collectors.counting())));
    }
  }

  private static String type(Event event) {
    return Json.MAPPER.valueToTree(event.type()).asText();
  }

  void assertRecentEvents() throws Exception {
    Map<String, List<JsonNode>> recent = new HashMap<>();
    for (JsonNode event : inspected.sql("FROM recent_events ORDER BY user_id, place")) {
      recent.computeIfAbsent(event.get("user_id").asText(), user -> new ArrayList<>()).add(event);
    }
    events.forEach(
        (user, all) -> {
          List<Event> latest =
              all.subList(0, Math.min(all.size(), TrackerOptions.INTEREST_TAIL.defaultValue()));
          assertThat(recent.get(user))
              .extracting(event -> Inspected.time(event.get("time")))
              .containsExactlyElementsOf(latest.stream().map(Event::timestamp).toList());
          assertThat(recent.get(user))
              .extracting(event -> event.get("type").asText() + event.get("item_id").asText())
              .containsExactlyInAnyOrderElementsOf(
                  latest.stream().map(event -> type(event) + event.itemId()).toList());
        });
  }

  /** By what was told of each user last, and, for the change, by recent events. */
  void assertInterests(Collection<InterestUpdate> last) throws Exception {
    Map<String, double[]> sums = new TreeMap<>();
    for (InterestUpdate update : last) {
      for (InterestUpdate.TopicWeight topic : update.topics()) {
        double[] sum = sums.computeIfAbsent(topic.topic(), name -> new double[3]);
        sum[0] += topic.weight() > 0 ? 1 : 0;
        sum[1] += topic.weight();
        sum[2] += topic.share();
      }
    }
    Map<String, Double> changes = changes();
    List<JsonNode> interests = inspected.view("interests");
    assertThat(interests)
        .extracting(topic -> topic.get("topic").asText())
        .containsExactlyInAnyOrderElementsOf(sums.keySet());
    for (JsonNode topic : interests) {
      String name = topic.get("topic").asText();
      double[] sum = sums.get(name);
      assertThat(topic.get("users").asDouble()).as(name).isEqualTo(sum[0]);
      assertThat(topic.get("weight").asDouble()).as(name).isEqualTo(sum[1], within(1e-3));
      if (sum[0] > 0) {
        assertThat(topic.get("mean_share").asDouble())
            .as(name)
            .isEqualTo(sum[2] / sum[0], within(1e-4));
      }
      assertThat(topic.get("change").asDouble())
          .as("change of " + name)
          .isEqualTo(changes.getOrDefault(name, 0.0), within(1e-4));
    }
  }

  /** Of each topic's part in the weight of all recent events, from the week before to the last. */
  private Map<String, Double> changes() throws Exception {
    Map<String, Map<Long, Double>> days = new HashMap<>();
    for (JsonNode event : inspected.sql("FROM recent_events")) {
      CatalogItem item = items.get(event.get("item_id").asText());
      for (String topic : item == null ? List.<String>of() : item.categories()) {
        days.computeIfAbsent(topic, name -> new HashMap<>())
            .merge(
                Inspected.time(event.get("time")) / DAY,
                event.get("weight").asDouble(),
                Double::sum);
      }
    }
    long latest =
        days.values().stream().flatMap(day -> day.keySet().stream()).max(Long::compare).get();
    Map<String, Double> now = parts(days, latest - 7, latest);
    Map<String, Double> then = parts(days, latest - 14, latest - 7);
    now.replaceAll((topic, part) -> part - then.getOrDefault(topic, 0.0));
    then.forEach((topic, part) -> now.putIfAbsent(topic, -part));
    return now;
  }

  /** In days after one until another. */
  private static Map<String, Double> parts(
      Map<String, Map<Long, Double>> days, long after, long until) {
    Map<String, Double> sums = new HashMap<>();
    days.forEach(
        (topic, weights) ->
            weights.forEach(
                (day, weight) -> {
                  if (weight > 0 && day > after && day <= until) {
                    sums.merge(topic, weight, Double::sum);
                  }
                }));
    double all = sums.values().stream().mapToDouble(sum -> sum).sum();
    assertThat(all).isPositive();
    sums.replaceAll((topic, sum) -> sum / all);
    return sums;
  }

  /** As it is kept. */
  private static String title(CatalogItem item) {
    return Normalizer.normalize(item.title(), Normalizer.Form.NFKC);
  }

  /**
   * By what the command similarity counts of the same events at once.
   *
   * @param counts by item
   */
  void assertItems(Map<String, CountSeed> counts) throws Exception {
    List<JsonNode> rows = inspected.view("items");
    assertThat(rows)
        .extracting(row -> row.get("item_id").asText())
        .containsExactlyInAnyOrderElementsOf(items.keySet());
    assertThat(counts).isNotEmpty();
    for (JsonNode row : rows) {
      String id = row.get("item_id").asText();
      CatalogItem item = items.get(id);
      assertThat(row.get("title").asText()).isEqualTo(title(item));
      assertThat(row.get("categories").asText()).isEqualTo(String.join(", ", item.categories()));
      assertThat(row.get("language").asText(null)).isEqualTo(item.language());
      CountSeed counted = counts.get(id);
      if (counted == null) {
        assertThat(row.get("times_met").isNull()).as(id).isTrue();
        assertThat(row.get("neighbours").asInt()).as(id).isZero();
      } else {
        assertThat(row.get("times_met").asDouble())
            .as(id)
            .isEqualTo(counted.totals()[0], within(0.05));
        assertThat(row.get("neighbours").asInt()).as(id).isEqualTo(similar(id, counts).size());
      }
    }
  }

  /** Of the item that has most neighbours, all of them; by counts likewise. */
  void assertSimilar(Map<String, CountSeed> counts) throws Exception {
    String item =
        counts.values().stream()
            .max(Comparator.comparing(counted -> counted.pairs().size()))
            .orElseThrow()
            .itemId();
    Map<String, Double> expected = similar(item, counts);
    List<JsonNode> rows =
        inspected.view("similar", item, "--where=channel = '" + CountChannel.ITEM_CF + "'");
    assertThat(rows)
        .extracting(row -> row.get("item_id").asText())
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (JsonNode row : rows) {
      String other = row.get("item_id").asText();
      assertThat(row.get("title").asText()).isEqualTo(title(items.get(other)));
      assertThat(row.get("similarity").asDouble())
          .as(other)
          .isEqualTo(expected.get(other), within(1e-4));
    }
  }

  /** The shrunk cosines in the first channel, item-cf, which does not decay. */
  private static Map<String, Double> similar(String item, Map<String, CountSeed> counts) {
    CountChannel channel = CountChannel.defaults().get(0);
    double own = counts.get(item).totals()[0] + channel.shrinkage();
    Map<String, Double> similar = new HashMap<>();
    counts
        .get(item)
        .pairs()
        .forEach(
            (other, pair) -> {
              if (pair[0] != 0) {
                double all = counts.get(other).totals()[0] + channel.shrinkage();
                similar.put(other, pair[0] / Math.sqrt(own * all));
              }
            });
    return similar;
  }
}
