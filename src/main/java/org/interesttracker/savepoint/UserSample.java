package org.interesttracker.savepoint;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.interesttracker.privacy.SpreadHash;

/**
 * Chooses users as if by lot while they go by, the same ones each time whatever their order: those
 * whose ids have the smallest hashes (bottom-k sampling, Cohen and Kaplan, 2007). Not thread-safe.
 */
final class UserSample {

  private static final long SEED = 1;

  private final int size;
  private final PriorityQueue<Ticket> largestFirst = new PriorityQueue<>();
  private final Set<String> chosen = new HashSet<>();

  /**
   * @param size how many are chosen at the most
   */
  UserSample(int size) {
    this.size = size;
  }

  private record Ticket(long number, String userId) implements Comparable<Ticket> {

    @Override
    public int compareTo(Ticket other) {
      int byNumber = Long.compare(other.number, number);
      return byNumber != 0 ? byNumber : other.userId.compareTo(userId);
    }
  }

  /** Whether a user who goes by is among those chosen so far; a later one may take the place. */
  boolean offer(String userId) {
    Ticket ticket = new Ticket(SpreadHash.of(SEED, userId), userId);
    if (largestFirst.size() == size && ticket.compareTo(largestFirst.peek()) <= 0) {
      return false;
    }
    largestFirst.add(ticket);
    chosen.add(userId);
    if (largestFirst.size() > size) {
      chosen.remove(largestFirst.remove().userId);
    }
    return chosen.contains(userId);
  }

  boolean has(String userId) {
    return chosen.contains(userId);
  }

  /** Those who are chosen, once all have gone by. */
  Set<String> users() {
    return Set.copyOf(chosen);
  }
}
