package org.interesttracker.dataset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.interesttracker.dataset.RandomStreams.Purpose;
import org.interesttracker.event.Event;

/**
 * The events of all users in the order of time, ties by user number. Holds the users, never the
 * events: a queue knows whose turn is next.
 */
final class EventGenerator implements Iterator<Event> {

  private record Turn(long time, int user) {}

  private final UserModel[] users;
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparingLong(Turn::time).thenComparingInt(Turn::user));

  EventGenerator(GeneratorSettings settings, TopicBank bank, ItemPool pool) {
    int[] events =
        ActivityPlan.eventsPerUser(
            settings.users(),
            settings.events(),
            RandomStreams.of(settings.seed(), Purpose.PLAN, 1));
    WeightedSampler subjects = ItemPool.subjects(bank);
    users =
        IntStream.range(0, events.length)
            .mapToObj(u -> new UserModel(u + 1, events[u], settings, bank, pool, subjects))
            .toArray(UserModel[]::new);
    IntStream.range(0, users.length).forEach(u -> turns.add(new Turn(users[u].nextTime(), u)));
  }

  @Override
  public boolean hasNext() {
    return !turns.isEmpty();
  }

  @Override
  public Event next() {
    int user = turns.remove().user();
    Event event = users[user].next();
    if (users[user].hasNext()) {
      turns.add(new Turn(users[user].nextTime(), user));
    }
    return event;
  }

  /** What is known of the users, in their order; complete once all events are made. */
  Stream<Truth> truths(TopicBank bank) {
    return Arrays.stream(users).map(user -> user.truth(bank));
  }
}
