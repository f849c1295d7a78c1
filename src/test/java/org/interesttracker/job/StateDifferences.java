package org.interesttracker.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;

/**
 * Where two states differ. Numbers may differ by rounding. Item counts are brought to one moment
 * before: which moment they are held for depends on the latest event, also of one taken back. How
 * often a row was sent depends on the clock.
 */
final class StateDifferences {

  private static final double ROUNDING = 1e-9;

  /** Of what a network computed: batches of another size are summed up in another order. */
  private static final double OF_FLOATS = 1e-5;

  /**
   * What lists were made of and what they led to. Lists are made of what other users did, as far as
   * it was broadcast by then; so entries are the same, not what is in them.
   */
  private static final Set<String> OF_LISTS =
      Set.of(
          "recommend/last-lists",
          "recommend/user-weights",
          "join-feedback/lists",
          "prequential-quality/quality");

  private final Channels channels;
  private final List<String> found = new ArrayList<>();

  StateDifferences(Channels channels) {
    this.channels = channels;
  }

  List<String> found() {
    return found;
  }

  /** As far as two jobs that read the same must agree. */
  void compare(String state, Map<String, Object> actual, Map<String, Object> expected) {
    compareKeys(state, actual, expected);
    if (!OF_LISTS.contains(state)) {
      compareValues(state, actual, expected);
    }
  }

  void compareKeys(String state, Map<String, Object> actual, Map<String, Object> expected) {
    TreeSet<String> more = new TreeSet<>(actual.keySet());
    more.removeAll(expected.keySet());
    more.forEach(key -> found.add(state + " has " + key));
    TreeSet<String> fewer = new TreeSet<>(expected.keySet());
    fewer.removeAll(actual.keySet());
    fewer.forEach(key -> found.add(state + " lacks " + key));
  }

  void compareValues(String state, Map<String, Object> actual, Map<String, Object> expected) {
    actual.forEach(
        (key, value) -> {
          if (expected.containsKey(key)) {
            Object wanted = expected.get(key);
            long moment = Math.max(asOf(value), asOf(wanted));
            compare(state + " " + key, counts(state, value, moment), counts(state, wanted, moment));
          }
        });
  }

  private void compare(String place, Object actual, Object expected) {
    if (actual instanceof Map<?, ?> map && expected instanceof Map<?, ?> other) {
      if (!map.keySet().equals(other.keySet())) {
        found.add(place + ": " + map.keySet() + " instead of " + other.keySet());
        return;
      }
      map.forEach((key, value) -> compare(place + "." + key, value, other.get(key)));
    } else if (actual instanceof List<?> list && expected instanceof List<?> other) {
      if (list.size() != other.size()) {
        found.add(place + ": " + list.size() + " instead of " + other.size() + " values");
        return;
      }
      for (int k = 0; k < list.size(); k++) {
        compare(place + "[" + k + "]", list.get(k), other.get(k));
      }
    } else if (!isSame(actual, expected)) {
      found.add(place + ": " + actual + " instead of " + expected);
    }
  }

  private static boolean isSame(Object actual, Object expected) {
    if (actual instanceof Float a && expected instanceof Float b) {
      return Math.abs(a - b) <= OF_FLOATS * Math.max(1, Math.abs(b));
    }
    if (actual instanceof Double a && expected instanceof Double b) {
      return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(b));
    }
    return Objects.equals(actual, expected);
  }

  private static long asOf(Object value) {
    return value instanceof Map<?, ?> map && map.get("asOf") instanceof Long asOf ? asOf : 0;
  }

  /** Item counts as of one moment, the rest as it is. */
  private Object counts(String state, Object value, long moment) {
    return switch (state) {
      case "learn-similarity/counts" -> ofItem(value, moment);
      case "learn-similarity/pairs" -> ofPair(value, moment);
      case "recommend/counts" -> ofRow(value, moment);
      default -> value;
    };
  }

  private Object ofItem(Object value, long moment) {
    Map<?, ?> item = (Map<?, ?>) value;
    Map<String, Object> counts = new TreeMap<>();
    counts.put("totals", now((List<?>) item.get("totals"), moment - asOf(value)));
    counts.put("pairs", item.get("pairs"));
    counts.put("layout", item.get("layout"));
    counts.put("changed", item.get("changed"));
    return counts;
  }

  private Object ofPair(Object value, long moment) {
    Map<?, ?> pair = (Map<?, ?>) value;
    return now((List<?>) pair.get("values"), moment - asOf(value));
  }

  private Object ofRow(Object value, long moment) {
    Map<?, ?> row = (Map<?, ?>) value;
    Map<String, Object> counts = new TreeMap<>();
    long age = moment - asOf(value);
    counts.put(" totals", now((List<?>) row.get("totals"), age));
    List<?> others = (List<?>) row.get("others");
    List<?> values = (List<?>) row.get("counts");
    for (int k = 0; k < others.size(); k++) {
      counts.put(
          others.get(k).toString(),
          now(values.subList(k * channels.size(), (k + 1) * channels.size()), age));
    }
    return counts;
  }

  private List<Object> now(List<?> values, long age) {
    List<Object> now = new ArrayList<>();
    for (int c = 0; c < values.size(); c++) {
      CountChannel channel = channels.get(c);
      double factor =
          channel.halfLifeMillis() == 0
              ? 1
              : Math.pow(0.5, (double) age / channel.halfLifeMillis());
      // A float stays one, and is compared as one.
      now.add(
          values.get(c) instanceof Float held
              ? (Object) (float) (held * factor)
              : (Object) ((Double) values.get(c) * factor));
    }
    return now;
  }
}
