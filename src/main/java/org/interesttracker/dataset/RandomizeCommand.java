package org.interesttracker.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.CatalogParser;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Json;
import org.interesttracker.event.RejectedRecordException;
import org.interesttracker.privacy.RandomizedResponse;
import org.interesttracker.privacy.RandomizedResponse.Estimate;
import org.interesttracker.text.TextCleaner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Local differential privacy of types and topics: makes reports, and estimates from them. */
@Command(
    name = "randomize",
    description = {
      "Replaces events by reports of their type and topic that are true only by chance.",
      "",
      "With --events, writes one report an event, of its type and its item's first category, each by"
          + " randomized response with half of epsilon, and nothing else: neither user, item, text"
          + " nor time. With --reports, prints how many events of each type and topic there were, as"
          + " far as can be told. Both need the same --catalog and --epsilon.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RandomizeCommand implements Callable<Integer> {

  /** Of an event whose item is not in the catalog, or has no category. */
  private static final String NO_TOPIC = "(none)";

  private static final double INTERVAL = 1.96;

  @ArgGroup(multiplicity = "1")
  private Input input;

  @Option(
      names = "--catalog",
      required = true,
      paramLabel = "FILE",
      description = "Catalog items, JSON lines: their categories are the topics.")
  private Path catalog;

  @Option(
      names = "--epsilon",
      required = true,
      paramLabel = "X",
      description = "Of each report, above 0.")
  private double epsilon;

  @Option(names = "--out", paramLabel = "FILE", description = "Where reports go; must not exist.")
  private Path out;

  private static final class Input {
    @Option(names = "--events", paramLabel = "FILE", description = "Events to make reports of.")
    private Path events;

    @Option(names = "--reports", paramLabel = "FILE", description = "Reports to estimate from.")
    private Path reports;
  }

  /** What a client sends of an event. */
  record Report(String type, String topic) {}

  @Override
  public Integer call() throws IOException {
    if (!(epsilon > 0) || epsilon > 100) {
      throw new UsageException("--epsilon must be above 0 and at most 100");
    }
    Map<String, String> topics = topics();
    TreeSet<String> names = new TreeSet<>(topics.values());
    names.add(NO_TOPIC);
    if (names.size() < 2) {
      throw new UsageException("The catalog " + catalog + " has no categories");
    }
    List<String> types =
        EventType.teaching().stream().map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
    RandomizedResponse type = new RandomizedResponse(types, epsilon / 2);
    RandomizedResponse topic = new RandomizedResponse(List.copyOf(names), epsilon / 2);
    if (input.reports != null) {
      estimate(type, topic);
    } else {
      randomize(type, topic, topics);
    }
    return 0;
  }

  private Map<String, String> topics() throws IOException {
    CatalogParser parser = new CatalogParser(new TextCleaner()::clean);
    Map<String, String> topics = new HashMap<>();
    forEachLine(
        catalog,
        line -> {
          CatalogItem item = parser.parse(line, Long.MAX_VALUE);
          topics.put(
              item.itemId(), item.categories().isEmpty() ? NO_TOPIC : item.categories().get(0));
        });
    return topics;
  }

  private void randomize(
      RandomizedResponse type, RandomizedResponse topic, Map<String, String> topics)
      throws IOException {
    if (out == null) {
      throw new UsageException("--out must say where the reports go");
    }
    if (Files.exists(out)) {
      throw new UsageException(out + " is there already; name another file");
    }
    EventParser parser = new EventParser(new TextCleaner()::clean);
    long now = System.currentTimeMillis();
    int[] written = {0};
    int rejected;
    try (BufferedWriter writer = Files.newBufferedWriter(out)) {
      rejected =
          forEachLine(
              input.events,
              line -> {
                Event event = parser.parse(line, now);
                if (event.type().teaches()) {
                  Report report =
                      new Report(
                          type.randomize(event.type().name().toLowerCase(Locale.ROOT)),
                          topic.randomize(topics.getOrDefault(event.itemId(), NO_TOPIC)));
                  writer.write(Json.MAPPER.writeValueAsString(report));
                  writer.newLine();
                  written[0]++;
                }
              });
    }
    Console.print(
        String.format(
            Locale.ROOT,
            "%,d reports to %s, %,d lines that cannot be used; a type is true with probability %.3f,"
                + " a topic with %.3f",
            written[0],
            out,
            rejected,
            type.truth(),
            topic.truth()));
  }

  private void estimate(RandomizedResponse type, RandomizedResponse topic) throws IOException {
    Map<String, Long> types = new HashMap<>();
    Map<String, Long> topics = new HashMap<>();
    int rejected =
        forEachLine(
            input.reports,
            line -> {
              Report report = report(line);
              if (type.words().contains(report.type) && topic.words().contains(report.topic)) {
                types.merge(report.type, 1L, Long::sum);
                topics.merge(report.topic, 1L, Long::sum);
              } else {
                throw new RejectedRecordException(
                    Reason.INVALID_FIELD, "This type or topic is not one of those");
              }
            });
    print("type", type, types);
    print("topic", topic, topics);
    if (rejected > 0) {
      Console.error(
          String.format(
              Locale.ROOT,
              "%,d lines are no reports, or of other types or topics than those of the catalog",
              rejected));
    }
  }

  private static Report report(byte[] line) throws RejectedRecordException {
    try {
      return Json.MAPPER.readValue(line, Report.class);
    } catch (IOException e) {
      throw new RejectedRecordException(Reason.MALFORMED, "A report is a JSON object");
    }
  }

  private static void print(String what, RandomizedResponse response, Map<String, Long> reports) {
    Map<String, Estimate> estimates = response.estimate(reports);
    List<String> words = new ArrayList<>(response.words());
    words.sort((a, b) -> Double.compare(estimates.get(b).count(), estimates.get(a).count()));
    for (String word : words) {
      Estimate estimate = estimates.get(word);
      Console.print(
          String.format(
              Locale.ROOT,
              "%-6s %-24s %,10.0f ± %,.0f",
              what,
              word,
              estimate.count(),
              INTERVAL * estimate.standardError()));
    }
  }

  /** Returns how many lines could not be used. */
  private static int forEachLine(Path file, LineUser user) throws IOException {
    int[] rejected = {0};
    InputFile.forEachLine(
        file,
        bytes -> {},
        line -> {
          try {
            user.use(line);
          } catch (RejectedRecordException e) {
            rejected[0]++;
          }
        });
    return rejected[0];
  }

  private interface LineUser {
    void use(byte[] line) throws RejectedRecordException, IOException;
  }
}
