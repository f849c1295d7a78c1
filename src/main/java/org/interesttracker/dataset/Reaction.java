package org.interesttracker.dataset;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.interesttracker.event.EventType;

/** What a user does with an item: the event type, its value and its text. */
final class Reaction {

  private static final Map<EventType, Double> OFF_INTEREST =
      Map.of(
          EventType.SKIP, 40.0,
          EventType.CLICK, 26.0,
          EventType.VIEW, 16.0,
          EventType.DISLIKE, 10.0,
          EventType.RATING, 4.0,
          EventType.COMMENT, 4.0);

  private static final Set<EventType> NOT_AGAIN = EnumSet.of(EventType.SEARCH, EventType.CLICK);

  private Reaction() {}

  static EventType first(Scene scene, boolean interested, Random random) {
    return draw(interested ? scene.eventMix() : OFF_INTEREST, random);
  }

  /** After a click or view of the same item: whoever stays, looks rather than clicks again. */
  static EventType next(Scene scene, boolean interested, Random random) {
    EventType type = first(scene, interested, random);
    return NOT_AGAIN.contains(type) ? EventType.VIEW : type;
  }

  /** Stars, quantity or seconds; null for a type without a value. */
  static Double value(EventType type, Scene scene, boolean interested, Random random) {
    return switch (type) {
      case RATING -> stars(interested ? 4.2 : 1.9, random);
      case PURCHASE -> 1.0 + (random.nextDouble() < 0.15 ? 1 + random.nextInt(2) : 0);
      case VIEW -> seconds(scene.viewSeconds() * (interested ? 1 : 0.1), random);
      default -> null;
    };
  }

  /** What the user writes; null if nothing. */
  static String text(EventType type, Topic topic, boolean interested, Random random) {
    return switch (type) {
      case SEARCH -> topic.remark("search", random);
      case COMMENT -> topic.remark(interested ? "comment" : "complaint", random);
      case RATING -> random.nextDouble() < 0.2 ? opinion(topic, interested, random) : null;
      case SHARE -> random.nextDouble() < 0.5 ? topic.remark("share", random) : null;
      default -> null;
    };
  }

  private static String opinion(Topic topic, boolean interested, Random random) {
    return topic.remark(interested ? "comment" : "complaint", random);
  }

  private static double stars(double mean, Random random) {
    double stars = Math.rint((mean + 0.7 * random.nextGaussian()) * 2) / 2;
    return Math.max(0.5, Math.min(5, stars));
  }

  private static double seconds(double median, Random random) {
    return Math.max(1, Math.rint(median * StrictMath.exp(0.8 * random.nextGaussian())));
  }

  private static EventType draw(Map<EventType, Double> mix, Random random) {
    EnumMap<EventType, Double> ordered = new EnumMap<>(mix);
    double sum = ordered.values().stream().mapToDouble(Double::doubleValue).sum();
    double target = random.nextDouble() * sum;
    EventType last = null;
    for (Map.Entry<EventType, Double> entry : ordered.entrySet()) {
      last = entry.getKey();
      target -= entry.getValue();
      if (target < 0) {
        break;
      }
    }
    return last;
  }
}
