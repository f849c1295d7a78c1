package org.interesttracker.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.interesttracker.dataset.InputFile;
import org.interesttracker.dataset.WeightedSampler;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.event.EventType;
import org.interesttracker.event.RejectedRecordException;

/** Events to measure with, by time. */
final class BenchEvents {

  private static final double ZIPF_EXPONENT = 1.2;
  private static final int USERS = 2_000;

  /** How many items there are where a part needs no more. */
  static final int ITEMS = 10_000;

  private static final long MILLIS_BETWEEN = 10_000;

  private BenchEvents() {}

  /** Events of users alike on items whose popularity follows Zipf's law with exponent 1.2. */
  static List<Event> zipf(int count, int itemCount) {
    Random random = new Random(1);
    WeightedSampler items = WeightedSampler.zipf(itemCount, ZIPF_EXPONENT, 0);
    List<Event> events = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      events.add(
          new Event(
              "event-" + n,
              "user-" + random.nextInt(USERS),
              "item-" + items.sample(random),
              EventType.CLICK,
              null,
              null,
              n * MILLIS_BETWEEN,
              null,
              null,
              null,
              null));
    }
    return events;
  }

  /**
   * All events of a file, in its order.
   *
   * @throws IOException if a line is no event, with its number
   */
  static List<Event> read(Path file) throws IOException {
    EventParser parser = new EventParser(UnaryOperator.identity());
    long now = System.currentTimeMillis();
    List<Event> events = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = InputFile.open(file, StandardCharsets.UTF_8, read -> {})) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        events.add(parser.parse(line.getBytes(StandardCharsets.UTF_8), now));
      }
    } catch (RejectedRecordException e) {
      throw new IOException("Line %d of %s: %s".formatted(number, file, e.getMessage()), e);
    }
    return events;
  }
}
