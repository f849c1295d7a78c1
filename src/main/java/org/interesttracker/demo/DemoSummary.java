package org.interesttracker.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.interesttracker.cli.Console;
import org.interesttracker.dataset.KnownChange;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.job.OutputFolder;
import org.interesttracker.job.RunSummary;
import org.interesttracker.recommend.Recommendation;
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
  private final ForgottenTopic forgotten;

  DemoSummary(RunSummary run, String savepoint, Path folder, Path data) throws IOException {
    this.run = run;
    this.savepoint = savepoint;
    this.folder = folder;
    List<KnownChange> changes = KnownChange.read(data.resolve("truth.jsonl"));
    OutputRecords outputs = new OutputRecords(folder);
    this.updates = outputs.of("interests", ChangeReport.Topics.class, line -> true).toList();
    this.report = new ChangeReport(changes, updates);
    this.shown =
        changes.stream().filter(user -> !report.before(user).isEmpty()).limit(USERS).toList();
    this.lists =
        outputs
            .of("recommendations", Recommendation.class, this::ofShownUser)
            .collect(
                Collectors.toMap(
                    Recommendation::userId,
                    list -> list,
                    (a, b) -> a.windowEnd() >= b.windowEnd() ? a : b));
    this.forgotten = ForgottenTopic.of(data.resolve("control.jsonl"), updates, outputs);
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
    print(forgotten);
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
    boolean chinese = user.language().equals("zh");
    for (RecommendedItem item : lists.get(user.userId()).items().stream().limit(ITEMS).toList()) {
      Console.print(
          String.format(
              Locale.ROOT, "    %.2f  %s (%s)", item.score(), item.title(), item.itemId()));
      Console.print("          " + (chinese ? item.reason().textZh() : item.reason().textEn()));
      Console.print("          " + parts(item));
    }
  }

  private static void print(ForgottenTopic user) {
    Console.print("");
    Console.print("User %s forgets %s".formatted(user.order().userId(), user.order().topic()));
    Console.print("  before:   " + topics(ChangeReport.top(user.before())));
    Console.print("  after:    " + topics(ChangeReport.top(user.after())));
    Console.print("  listed before:");
    printTitles(user.listBefore());
    Console.print("  listed after:");
    printTitles(user.listAfter());
    Console.print("  asked what is known: " + user.answer().textEn());
  }

  private static void printTitles(Recommendation list) {
    list.items().stream()
        .limit(ITEMS)
        .forEach(item -> Console.print("    %s (%s)".formatted(item.title(), item.itemId())));
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
}
