package org.interesttracker.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;
import org.interesttracker.dataset.InputFile;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.CatalogParser;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.event.RejectedRecordException;
import org.interesttracker.text.TextCleaner;

/** Reads events and catalog, plain or gzip, by the parsers of the job. */
final class EvaluationDataReader {

  private final EventParser eventParser = new EventParser(new TextCleaner()::clean);
  private final CatalogParser catalogParser = new CatalogParser(new TextCleaner()::clean);
  private final Map<DeadLetter.Reason, Integer> deadLetters =
      new EnumMap<>(DeadLetter.Reason.class);
  private final long now = System.currentTimeMillis();
  private int repeats;

  /**
   * @throws IOException if a file is not there, cannot be read, or holds nothing that can be used
   */
  EvaluationData read(Path eventFile, Path catalogFile) throws IOException {
    Map<String, CatalogItem> items = new LinkedHashMap<>();
    read("Reading the catalog", catalogFile, line -> put(items, line));
    List<Event> events = new ArrayList<>();
    Map<String, Set<String>> ids = new HashMap<>();
    read("Reading events", eventFile, line -> add(events, ids, line));
    if (events.isEmpty()) {
      throw new IOException(
          "No line of %s is an event that can be used; docs/INPUT.md says what one looks like"
              .formatted(eventFile));
    }
    events.sort(Comparator.comparingLong(Event::timestamp));
    return new EvaluationData(events, List.copyOf(items.values()), deadLetters, repeats);
  }

  private void put(Map<String, CatalogItem> items, byte[] line) throws RejectedRecordException {
    CatalogItem item = catalogParser.parse(line, Long.MAX_VALUE);
    items.put(item.itemId(), item);
  }

  private void add(List<Event> events, Map<String, Set<String>> ids, byte[] line)
      throws RejectedRecordException {
    Event event = eventParser.parse(line, now);
    if (!event.type().teaches()) {
      return;
    }
    if (ids.computeIfAbsent(event.userId(), user -> new HashSet<>()).add(event.eventId())) {
      events.add(event);
    } else {
      repeats++;
    }
  }

  private void read(String task, Path file, LineUser user) throws IOException {
    long size = Files.isRegularFile(file) ? Files.size(file) : -1;
    try (ProgressBar bar = Console.progress(task, size)) {
      InputFile.forEachLine(file, bar::stepBy, line -> use(line, user));
    }
  }

  private void use(byte[] line, LineUser user) {
    try {
      user.use(line);
    } catch (RejectedRecordException e) {
      deadLetters.merge(e.reason(), 1, Integer::sum);
    }
  }

  private interface LineUser {
    void use(byte[] line) throws RejectedRecordException;
  }
}
