package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestProfile;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users' orders in the whole job, with a task that fails between them. Lists are made by models
 * that go by the user alone, so that what a run without the orders lists would be listed here too.
 */
class ControlIT {

  @TempDir private Path folder;
  private GeneratedData data;
  private Map<String, CatalogItem> catalog;

  @BeforeEach
  void generate() throws Exception {
    data = GeneratedData.in(folder.resolve("data"), 2_000);
    catalog = new HashMap<>();
    for (String line : data.catalogLines()) {
      CatalogItem item = Json.MAPPER.readValue(line, CatalogItem.class);
      catalog.put(item.itemId(), item);
    }
  }

  @Test
  void fromAnOrdersTimeOnNoListHoldsWhatIsBlockedThoughATaskFails() throws Exception {
    Map<String, List<Recommendation>> free = byUser(run("free", List.of()));
    List<ControlMessage> orders = orders(free);
    assertThat(orders).hasSizeGreaterThan(30);

    Map<String, List<Recommendation>> ordered = byUser(run("ordered", orders));

    assertThat(FailOnce.hasFailed()).isTrue();
    int lists = ordered.values().stream().mapToInt(List::size).sum();
    assertThat(FailOnce.passedAtFailure()).isPositive().isLessThan(lists);
    for (ControlMessage order : orders) {
      String user = order.userId();
      assertThat(blockedSince(order, free.get(user))).as("would be listed").isNotEmpty();
      assertThat(blockedSince(order, ordered.get(user))).as("is listed").isEmpty();
      assertThat(since(order, ordered.get(user))).as("lists since then").isNotEmpty();
    }
    List<InterestProfile> answers = records("ordered", "profiles", InterestProfile.class);
    assertThat(answers)
        .extracting(InterestProfile::userId)
        .containsExactlyInAnyOrderElementsOf(
            orders.stream().map(ControlMessage::userId).distinct().toList());
    assertThat(answers).allSatisfy(answer -> assertThat(answer.preferences()).isNotNull());
  }

  /** Each user blocks, in the middle of the user's lists, an item that comes again, or its kind. */
  private List<ControlMessage> orders(Map<String, List<Recommendation>> free) {
    List<ControlMessage> orders = new ArrayList<>();
    for (Map.Entry<String, List<Recommendation>> user : free.entrySet()) {
      List<Recommendation> lists = user.getValue();
      Recommendation middle = lists.get(lists.size() / 2);
      List<Recommendation> later = lists.subList(lists.size() / 2 + 1, lists.size());
      middle.items().stream()
          .map(RecommendedItem::itemId)
          .filter(item -> later.stream().anyMatch(list -> ids(list).contains(item)))
          .findFirst()
          .ifPresent(
              item ->
                  orders.add(order(user.getKey(), item, middle.timestamp() + 1, orders.size())));
    }
    return orders;
  }

  private ControlMessage order(String user, String item, long time, int n) {
    return n % 2 == 0
        ? new ControlMessage(ControlType.BLOCK_ITEM, user, null, item, null, null, time)
        : new ControlMessage(
            ControlType.BLOCK_CATEGORY,
            user,
            catalog.get(item).categories().get(0),
            null,
            null,
            time);
  }

  private static List<Recommendation> since(ControlMessage order, List<Recommendation> lists) {
    return lists.stream().filter(list -> list.timestamp() >= order.timestamp()).toList();
  }

  private List<String> blockedSince(ControlMessage order, List<Recommendation> lists) {
    return since(order, lists).stream()
        .flatMap(list -> ids(list).stream())
        .filter(
            item ->
                item.equals(order.itemId())
                    || catalog.get(item).categories().contains(order.topic()))
        .toList();
  }

  private static List<String> ids(Recommendation list) {
    return list.items().stream().map(RecommendedItem::itemId).toList();
  }

  private List<Recommendation> run(String name, List<ControlMessage> orders) throws Exception {
    FailOnce.run(config(name, orders));
    return records(name, "recommendations", Recommendation.class);
  }

  /** Small buffers, or all of so small a file would be read before the first result. */
  private Configuration config(String name, List<ControlMessage> orders) throws Exception {
    Path out = Files.createDirectories(folder.resolve(name));
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, data.events().toUri().toString())
            .set(TrackerOptions.CATALOG_PATH, data.catalog().toUri().toString())
            .set(TrackerOptions.CONTROL_PATH, write(out, orders).toUri().toString())
            .set(TrackerOptions.OUTPUT_PATH, out.toUri().toString())
            .set(TrackerOptions.RECOMMEND_MODELS, "content;lstm")
            .set(TrackerOptions.RECOMMEND_NEW_ITEMS, "0")
            .set(TrackerOptions.RECOMMEND_LEARNING_RATE, "0")
            .set(TrackerOptions.RECOMMEND_USER_PRIOR, "0")
            .set("execution.checkpointing.interval", "200 ms")
            .set("taskmanager.memory.segment-size", "4 kb");
    return new JobLauncher(config.build()).embedded(out);
  }

  /** By time, each followed by the question what is known of the user. */
  private static Path write(Path out, List<ControlMessage> orders) throws IOException {
    List<ControlMessage> all = new ArrayList<>();
    for (ControlMessage order : orders) {
      all.add(order);
      all.add(
          new ControlMessage(
              ControlType.SHOW_INTERESTS, order.userId(), null, null, null, order.timestamp() + 1));
    }
    all.sort(Comparator.comparingLong(ControlMessage::timestamp));
    List<String> lines = new ArrayList<>();
    for (ControlMessage order : all) {
      lines.add(Json.MAPPER.writeValueAsString(order));
    }
    return Files.write(out.resolve("control.jsonl"), lines);
  }

  private static Map<String, List<Recommendation>> byUser(List<Recommendation> lists) {
    return lists.stream()
        .sorted(Comparator.comparingLong(Recommendation::timestamp))
        .collect(Collectors.groupingBy(Recommendation::userId));
  }

  private <T> List<T> records(String run, String output, Class<T> type) throws Exception {
    return OutputRecords.of(folder.resolve(run), output, type);
  }
}
