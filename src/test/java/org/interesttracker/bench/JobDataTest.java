package org.interesttracker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.interesttracker.event.CatalogParser;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDataTest {

  private static final JobData DATA = new JobData(100, 200, 3_000, 10);

  @TempDir private Path folder;

  @Test
  void usersComeInSessionsOfThreeEventsEachInOneWindow() throws Exception {
    List<Event> events = events(DATA);
    Map<String, Long> sessions =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.userId() + event.timestamp() / 600_000, Collectors.counting()));

    assertThat(events).hasSize(3_000).isSortedAccordingTo((a, b) -> byTime(a, b));
    assertThat(sessions).hasSize(DATA.windows());
    assertThat(sessions.values()).containsOnly(3L);
    assertThat(events).extracting(Event::eventId).doesNotHaveDuplicates();
  }

  private static int byTime(Event a, Event b) {
    return Long.compare(a.timestamp(), b.timestamp());
  }

  @Test
  void oneEventInTwentyIsASearchWithATextThatIsKnownOrNew() throws Exception {
    assertThat(searches(DATA)).hasSize(150);
    assertThat(new HashSet<>(searches(DATA))).hasSize(10);
    assertThat(searches(new JobData(100, 200, 3_000, 0))).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void filesAreWhatTheJobReads() throws Exception {
    DATA.writeCatalog(folder.resolve("catalog"));
    DATA.writeEvents(folder.resolve("events"));
    CatalogParser items = new CatalogParser(text -> text);
    EventParser parser = new EventParser(text -> text);
    Set<String> known = new HashSet<>();
    for (String line : Files.readAllLines(folder.resolve("catalog"))) {
      known.add(items.parse(line.getBytes(), Long.MAX_VALUE).itemId());
    }
    List<Event> read = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("events"))) {
      read.add(parser.parse(line.getBytes(), Long.MAX_VALUE));
    }

    assertThat(known).hasSize(200);
    assertThat(read).isEqualTo(events(DATA));
    assertThat(read).allMatch(event -> event.itemId() == null || known.contains(event.itemId()));
  }

  private static List<String> searches(JobData data) throws Exception {
    return events(data).stream()
        .filter(event -> event.type() == EventType.SEARCH)
        .map(Event::text)
        .toList();
  }

  private static List<Event> events(JobData data) throws Exception {
    List<Event> events = new ArrayList<>();
    data.forEach(events::add);
    return events;
  }
}
