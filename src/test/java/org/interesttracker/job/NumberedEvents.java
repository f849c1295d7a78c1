package org.interesttracker.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Events numbered from 1, of some users on some items, in the order of their times; among them
 * repeats, and records that cannot be used. The seed says all.
 */
final class NumberedEvents {

  /** How many there are where nothing else is said. */
  static final int USERS = 20;

  static final int ITEMS = 60;

  /** How many of the users have an item blocked. */
  static final int BLOCKING = 10;

  /** The start of a window. */
  static final long BEGIN = 1_767_225_600_000L;

  /** Between two events of one user, on average, in milliseconds. */
  private static final int OF_A_USER = 100_000;

  private static final int REMEMBERED = 8;

  private static final List<String> TYPES =
      List.of(
          "click",
          "view",
          "like",
          "dislike",
          "skip",
          "share",
          "purchase",
          "rating",
          "comment",
          "search");

  private static final List<String> TOPICS =
      List.of("bikes", "cooking", "gardening", "history", "music", "travel");

  private static final List<String> TEXTS =
      List.of(
          "a light bike for long tours",
          "herbs that grow on a windowsill",
          "letters from a lighthouse keeper",
          "learn the violin late in life",
          "night trains across the mountains",
          "soup for a cold evening");

  private final Random random;
  private final Deque<KafkaTopics.Keyed> latest = new ArrayDeque<>();
  private final int users;
  private int number;

  NumberedEvents(long seed) {
    this(seed, USERS);
  }

  /**
   * @param users at least {@link #BLOCKING}; each has as many events in a window, however many they
   *     are
   */
  NumberedEvents(long seed, int users) {
    this.random = new Random(seed);
    this.users = users;
  }

  /** The items that the events are on. */
  static List<String> catalog() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      String topic = TOPICS.get(i % TOPICS.size());
      items.add(
          "{\"item_id\": \"%s\", \"title\": \"%s %d\", \"categories\": [\"%s\"]}"
              .formatted(item(i), topic, i, topic));
    }
    return items;
  }

  /** Orders of the first users, each to block an item, which hold from the first window on. */
  static List<String> orders() {
    List<String> orders = new ArrayList<>();
    for (int u = 0; u < BLOCKING; u++) {
      orders.add(
          "{\"type\": \"block_item\", \"user_id\": \"%s\", \"item_id\": \"%s\", \"time\": %d}"
              .formatted(user(u), item(u), BEGIN));
    }
    return orders;
  }

  private static String user(int user) {
    return "user-" + user;
  }

  private static String item(int item) {
    return "item-" + item;
  }

  /** The next record. The first are an event of each user. */
  KafkaTopics.Keyed next() {
    if (number >= users) {
      int draw = random.nextInt(100);
      if (draw == 0) {
        return new KafkaTopics.Keyed(someUser(), "{\"event_id\": \"broken\", oops");
      }
      if (draw == 1) {
        return new KafkaTopics.Keyed(someUser(), "{\"user_id\": \"user-1\", \"type\": \"click\"}");
      }
      if (draw < 4) {
        return new ArrayList<>(latest).get(random.nextInt(latest.size()));
      }
    }
    KafkaTopics.Keyed event = event(number < users ? user(number) : someUser());
    latest.addLast(event);
    if (latest.size() > REMEMBERED) {
      latest.removeFirst();
    }
    return event;
  }

  private String someUser() {
    return user(random.nextInt(users));
  }

  private KafkaTopics.Keyed event(String user) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    StringBuilder json = new StringBuilder();
    json.append(
        String.format(
            Locale.ROOT,
            "{\"event_id\": \"e-%d\", \"user_id\": \"%s\", \"type\": \"%s\", \"time\": %d",
            ++number,
            user,
            type,
            BEGIN + (long) number * OF_A_USER / users));
    if (!type.equals("search")) {
      json.append(", \"item_id\": \"").append(item(random.nextInt(ITEMS))).append('"');
    }
    if (type.equals("rating")) {
      json.append(", \"value\": ").append(1 + random.nextInt(5));
    }
    if (type.equals("search") || type.equals("comment")) {
      json.append(", \"text\": \"").append(TEXTS.get(random.nextInt(TEXTS.size()))).append('"');
    }
    return new KafkaTopics.Keyed(user, json.append('}').toString());
  }
}
