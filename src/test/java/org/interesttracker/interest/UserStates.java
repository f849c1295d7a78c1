package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.interesttracker.event.EventType;

/** Makes users such as the job keeps them, by chance. */
public final class UserStates {

  private static final int TAIL = 20;
  private static final int TOPICS = 8;
  private static final int DIMENSION = 64;
  private static final long DAY = 86_400_000L;

  private UserStates() {}

  /**
   * @param user decides on all of it
   * @param items their ids
   * @param topics their names
   * @param now the latest moment of an event, epoch milliseconds
   */
  public static UserState of(long user, List<String> items, List<String> topics, long now) {
    SplittableRandom random = new SplittableRandom(user);
    long lastSeen = now - random.nextLong(20 * DAY);
    List<TailEvent> tail = tail(random, items, lastSeen);
    long[] counts = new long[EventType.teaching().size()];
    for (TailEvent event : tail) {
      counts[event.type().ordinal()] += 1 + random.nextInt(5);
    }
    return new UserState(
        new UserProfile(
            lastSeen - random.nextLong(90 * DAY),
            lastSeen,
            counts,
            topics(random, topics, lastSeen)),
        new EventTail(tail),
        new SequenceState(
            "fde6d6ce9925fde6d6ce9925", floats(random), floats(random), floats(random), lastSeen),
        Preferences.NONE);
  }

  private static List<TailEvent> tail(SplittableRandom random, List<String> items, long lastSeen) {
    List<TailEvent> tail = new ArrayList<>();
    for (int e = TAIL - 1; e >= 0; e--) {
      String item = items.get(random.nextInt(items.size()));
      tail.add(new TailEvent(item, EventType.CLICK, null, 1, lastSeen - e * (DAY / 8), null));
    }
    return tail;
  }

  private static TopicWeights topics(SplittableRandom random, List<String> names, long asOf) {
    String[] topics =
        IntStream.range(0, TOPICS)
            .mapToObj(t -> names.get(random.nextInt(names.size())))
            .distinct()
            .toArray(String[]::new);
    double[] weights = new double[topics.length];
    Arrays.setAll(weights, t -> random.nextDouble() * 10 - 1);
    return new TopicWeights(topics, weights, asOf);
  }

  private static float[] floats(SplittableRandom random) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (random.nextDouble() * 2 - 1);
    }
    return vector;
  }
}
