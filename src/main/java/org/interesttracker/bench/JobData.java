package org.interesttracker.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import org.interesttracker.dataset.WeightedSampler;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Json;

/**
 * Events and a catalog for runs of the whole job. Users come in sessions of three events within ten
 * minutes, as in the shipped data, where a window of that length holds 3.0 on average; what they do
 * is spread over the types as there. Each user keeps to two of 40 topics, and items of a topic are
 * as popular as Zipf's law has it. One event in 20 is a search, the only text that the job embeds
 * where items are in the catalog. Items come with vectors, so that no run waits for the catalog.
 *
 * @param users how many there are
 * @param items how many the catalog has
 * @param events how many are written, a multiple of 3
 * @param searchTexts how many texts of searches there are, used over and over; 0 for a new one each
 *     time
 */
record JobData(int users, int items, int events, int searchTexts) {

  private static final int EVENTS = 12_000;
  private static final int USERS = 2_000;
  private static final int ITEMS = 2_000;

  /** Whose texts are all seen before the rate is taken. */
  static final JobData KNOWN_TEXTS = new JobData(USERS, ITEMS, EVENTS, 200);

  /** The same with searches that nobody has made before. */
  static final JobData NEW_TEXTS = new JobData(USERS, ITEMS, EVENTS, 0);

  /** Events of one user in one window of ten minutes. */
  static final int SESSION = 3;

  /** One event in so many is a search. */
  static final int SEARCH_EVERY = 20;

  private static final int TOPICS = 40;
  private static final int DIMENSION = 64;
  private static final long WINDOW_MILLIS = 600_000;
  private static final long START = 1_756_684_800_000L;
  private static final double EXPONENT = 1.0;
  private static final String[] SYLLABLES =
      ("ba be bi bo bu da de di do du fa fe fi fo ga ge go ka ke ki ko la le li lo ma me mi mo na ne"
              + " ni no pa po ra re ri ro sa")
          .split(" ");

  /** What is not a search, in tenths of a percent, as in the shipped data. */
  private static final WeightedTypes TYPES =
      new WeightedTypes(
          List.of(
              EventType.VIEW,
              EventType.CLICK,
              EventType.LIKE,
              EventType.COMMENT,
              EventType.RATING,
              EventType.SKIP,
              EventType.SHARE,
              EventType.PURCHASE,
              EventType.DISLIKE),
          new int[] {384, 205, 105, 90, 73, 61, 39, 31, 12});

  /** Types, each as often as its share says. */
  private record WeightedTypes(List<EventType> types, int[] shares) {

    EventType draw(Random random) {
      int left = random.nextInt(Arrays.stream(shares).sum());
      int type = 0;
      while (left >= shares[type]) {
        left -= shares[type++];
      }
      return types.get(type);
    }
  }

  /** The same with another number of events. */
  JobData with(int otherEvents) {
    return new JobData(users, items, otherEvents, searchTexts);
  }

  /** The same event with as much text as an item has, or with what was searched for. */
  Event withItemText(Event event) {
    int item = event.itemId() == null ? -1 : Integer.parseInt(event.itemId().substring(5));
    return new Event(
        event.eventId(),
        event.userId(),
        event.itemId(),
        event.type(),
        item < 0 ? event.text() : itemText(item),
        event.value(),
        event.timestamp(),
        event.sessionId(),
        null,
        "en",
        null);
  }

  /** Some 45 common words, about 60 tokens, as titles and descriptions of the shipped data have. */
  private static String itemText(int item) {
    return Texts.of(3L * item) + ". " + Texts.of(3L * item + 1) + ". " + Texts.of(3L * item + 2);
  }

  /** How many windows there are: one for each session. */
  int windows() {
    return events / SESSION;
  }

  /** Writes the catalog, the most popular items of all topics first. */
  void writeCatalog(Path file) throws IOException {
    Random random = new Random(2);
    float[][] centres = new float[TOPICS][];
    for (int topic = 0; topic < TOPICS; topic++) {
      centres[topic] = direction(random, new float[DIMENSION], 1);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (int item = 0; item < items; item++) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.createGenerator(line)) {
          json.writeStartObject();
          json.writeStringField("item_id", itemId(item));
          json.writeStringField("title", title(item));
          json.writeStringField("description", description(item));
          json.writeArrayFieldStart("categories");
          json.writeString("topic-" + item % TOPICS);
          json.writeEndArray();
          json.writeStringField("language", "en");
          json.writeArrayFieldStart("vector");
          for (float value : direction(random, centres[item % TOPICS], .1f)) {
            json.writeNumber(value);
          }
          json.writeEndArray();
          json.writeEndObject();
        }
        out.write(line.toString());
        out.newLine();
      }
    }
  }

  /** Eight words, five of them of the topic. */
  static String title(int item) {
    return words(new Random(item), item % TOPICS, 8);
  }

  /** 40 words, as in the shipped data. */
  static String description(int item) {
    return words(new Random(-1 - item), item % TOPICS, 40);
  }

  /** Five of eight are among 150 that only the topic has, the others among 1,000 that all share. */
  private static String words(Random random, int topic, int count) {
    StringJoiner words = new StringJoiner(" ");
    for (int k = 0; k < count; k++) {
      words.add(
          k % 8 < 5
              ? word(1_000 + 150 * topic + random.nextInt(150))
              : word(random.nextInt(1_000)));
    }
    return words.toString();
  }

  /** A word of two to four syllables for each number. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int left = 40 + number; left > 0; left /= SYLLABLES.length) {
      word.append(SYLLABLES[left % SYLLABLES.length]);
    }
    return word.toString();
  }

  private static float[] direction(Random random, float[] centre, float spread) {
    float[] direction = new float[DIMENSION];
    double square = 0;
    for (int k = 0; k < DIMENSION; k++) {
      direction[k] = centre[k] + spread * (float) random.nextGaussian();
      square += direction[k] * direction[k];
    }
    for (int k = 0; k < DIMENSION; k++) {
      direction[k] /= (float) Math.sqrt(square);
    }
    return direction;
  }

  /** Writes the events by time. */
  void writeEvents(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      forEach(
          event -> {
            out.write(Json.MAPPER.writeValueAsString(event));
            out.newLine();
          });
    }
  }

  /** Takes one event after the other. */
  @FunctionalInterface
  interface Taker {
    void take(Event event) throws IOException;
  }

  /** Hands over the events by time. */
  void forEach(Taker taker) throws IOException {
    Draws draws = new Draws(new Random(3));
    int together = Math.max(1, users / 4);
    int left = windows();
    for (long window = 0; left > 0; window++) {
      for (Event event : draws.window(window, Math.min(left, together))) {
        taker.take(event);
      }
      left -= Math.min(left, together);
    }
  }

  static String itemId(int item) {
    return String.format(Locale.ROOT, "item-%06d", item);
  }

  /** The random part. */
  private final class Draws {
    private final Random random;
    private final WeightedSampler ranks;
    private long number;

    Draws(Random random) {
      this.random = random;
      this.ranks = WeightedSampler.zipf(Math.max(1, items / TOPICS), EXPONENT, 0);
    }

    /** Events of some users in one window, by time. */
    List<Event> window(long window, int sessions) {
      Set<Integer> there = new LinkedHashSet<>();
      while (there.size() < sessions) {
        there.add(random.nextInt(users));
      }
      List<Event> drawn = new ArrayList<>();
      for (int user : there) {
        for (int k = 0; k < SESSION; k++) {
          drawn.add(
              event(user, START + window * WINDOW_MILLIS + random.nextInt((int) WINDOW_MILLIS)));
        }
      }
      drawn.sort(Comparator.comparingLong(Event::timestamp));
      return drawn;
    }

    private Event event(int user, long time) {
      long n = number++;
      boolean search = n % SEARCH_EVERY == 0;
      EventType type = search ? EventType.SEARCH : TYPES.draw(random);
      int topic = (user * 7 + (random.nextInt(3) == 0 ? 13 : 0)) % TOPICS;
      return new Event(
          String.format(Locale.ROOT, "e%09d", n),
          String.format(Locale.ROOT, "u%07d", user),
          search ? null : itemId(ranks.sample(random) * TOPICS + topic),
          type,
          text(type, n),
          type == EventType.RATING ? Double.valueOf(1 + random.nextInt(5)) : null,
          time,
          String.format(Locale.ROOT, "u%07d-s%d", user, time / WINDOW_MILLIS),
          null,
          search || type == EventType.COMMENT ? "en" : null,
          null);
    }

    private String text(EventType type, long n) {
      return switch (type) {
        case SEARCH -> Texts.of(searchTexts == 0 ? 1_000_000 + n : n / SEARCH_EVERY % searchTexts);
        case COMMENT -> Texts.of(n);
        default -> null;
      };
    }
  }
}
