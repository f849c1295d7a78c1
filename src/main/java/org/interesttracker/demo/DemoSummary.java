package org.interesttracker.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.interesttracker.cli.Console;
import org.interesttracker.dataset.KnownChange;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.job.OutputFolder;
import org.interesttracker.job.RunSummary;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.recommend.Recommendation.Reason;
import org.interesttracker.recommend.Recommendation.RecommendedItem;

/** Tells what the demo's job found. */
final class DemoSummary {

  private static final int USERS = 3;
  private static final int ITEMS = 3;

  /** How many models are named with an item. */
  private static final int PARTS = 3;

  private final RunSummary run;
  private final String savepoint;
  private final Path folder;
  private final ChangeReport report;
  private final List<KnownChange> shown;
  private final List<ChangeReport.Topics> updates;
  private final Map<String, Recommendation> lists;

  DemoSummary(RunSummary run, String savepoint, Path folder, Path data) throws IOException {
    this.run = run;
    this.savepoint = savepoint;
    this.folder = folder;
    List<KnownChange> changes = KnownChange.read(data.resolve("truth.jsonl"));
    this.updates = read("interests", ChangeReport.Topics.class, line -> true).toList();
    this.report = new ChangeReport(changes, updates);
    this.shown =
        changes.stream().filter(user -> !report.before(user).isEmpty()).limit(USERS).toList();
    this.lists =
        read("recommendations", Recommendation.class, this::ofShownUser)
            .collect(
                Collectors.toMap(
                    Recommendation::userId,
                    list -> list,
                    (a, b) -> a.windowEnd() >= b.windowEnd() ? a : b));
  }

  private boolean ofShownUser(String line) {
    return shown.stream().anyMatch(user -> line.contains('"' + user.userId() + '"'));
  }

  void print() {
    Console.print("");
    Console.print(run.text());
    Console.print(
        String.format(
            Locale.ROOT,
            "%,d interest updates for %,d users",
            updates.size(),
            updates.stream().map(ChangeReport.Topics::userId).distinct().count()));
    Console.print(
        String.format(
            Locale.ROOT,
            "Known changes followed within %d windows: %d of %d users (%.1f %%)",
            ChangeReport.WINDOWS,
            report.followed(),
            report.users(),
            100.0 * report.followed() / report.users()));
    shown.stream().filter(user -> lists.containsKey(user.userId())).forEach(this::print);
    Console.print("");
    Console.print("Savepoint: " + savepoint);
    OutputFolder.listing(folder).forEach(Console::print);
  }

  private void print(KnownChange user) {
    Console.print("");
    Console.print("User " + user.userId());
    Console.print("  before the change:            " + topics(report.before(user)));
    Console.print("  three windows into the new:   " + topics(report.soonAfter(user)));
    Console.print("  (true interest: " + user.oldTopics() + ", then " + user.newTopics() + ")");
    Console.print("  recommended at the end:");
    for (RecommendedItem item : lists.get(user.userId()).items().stream().limit(ITEMS).toList()) {
      Console.print(
          String.format(
              Locale.ROOT, "    %.2f  %s (%s)", item.score(), item.title(), item.itemId()));
      Console.print("          " + parts(item) + "; " + because(item.reason()));
    }
  }

  private static String topics(List<TopicWeight> topics) {
    return topics.stream()
        .map(t -> String.format(Locale.ROOT, "%s %.0f %%", t.topic(), 100 * t.share()))
        .collect(Collectors.joining(", "));
  }

  /** What most of the score comes from. */
  private static String parts(RecommendedItem item) {
    List<Map.Entry<String, Double>> parts =
        item.contributions().entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(PARTS)
            .toList();
    double others = item.score() - parts.stream().mapToDouble(Map.Entry::getValue).sum();
    return parts.stream()
            .map(part -> String.format(Locale.ROOT, "%s %.2f", part.getKey(), part.getValue()))
            .collect(Collectors.joining(" + "))
        + (item.contributions().size() > PARTS
            ? String.format(
                Locale.ROOT, " %s others %.2f", others < 0 ? "-" : "+", Math.abs(others))
            : "");
  }

  private static String because(Reason reason) {
    String item =
        reason.becauseItem() == null
            ? ""
            : "because of \"" + reason.becauseTitle() + "\" (" + reason.becauseItem() + ")";
    String topic =
        reason.becauseTopic() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "interest in %s %.0f %%",
                reason.becauseTopic(),
                100 * reason.topicShare());
    return Stream.of(item, topic).filter(s -> !s.isEmpty()).collect(Collectors.joining(", "));
  }

  private <T> Stream<T> read(String output, Class<T> type, Predicate<String> wanted) {
    return OutputFolder.parts(folder, output)
        .flatMap(DemoSummary::lines)
        .filter(wanted)
        .map(line -> parse(line, type));
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.lines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T parse(String line, Class<T> type) {
    try {
      return Json.MAPPER.readValue(line, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
