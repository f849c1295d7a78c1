package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.interesttracker.model.IntList;
import org.interesttracker.model.ItemPlaces;
import org.interesttracker.model.ItemScoreReceiver;
import org.interesttracker.model.Quickselect;
import org.interesttracker.similarity.UserSimilarity.Overlap;

/**
 * User-based collaborative filtering with the order of events taken in, as in VS-KNN (Ludewig &
 * Jannach 2018). The item k places back in the user's list has recency r = 0.8^k. The score of an
 * item i is
 *
 * <pre>
 * Σ over the {@value #NEIGHBOURS} most similar users v of sim(u, v) · w(v, i) · near(v, i),
 * near(v, i) = the highest r(j) · 0.9^d over the items j of both, d places from i in v's list
 * </pre>
 *
 * where sim counts each item in common by its r. Candidates are, of each of the user's items, the
 * {@value #MAX_USERS_OF_ITEM} users who met it last. Nothing is kept from one call to the next, so
 * there are no sums to be kept right as in Papagelis et al. (2005): a call costs some thousand
 * steps. Not thread-safe.
 */
public final class UserNeighbours {

  /** How many users' items are proposed at the most. */
  public static final int NEIGHBOURS = 100;

  private static final int MAX_USERS_OF_ITEM = 500;
  private static final double RECENCY_DECAY = 0.8;
  private static final double DISTANCE_DECAY = 0.9;

  private final UserPool pool;
  private final UserSimilarity similarity;
  private final ItemPlaces own = new ItemPlaces();

  /** By the place of the user's item. */
  private float[] recency = new float[UserPool.MAX_ITEMS];

  private boolean[] seen = new boolean[0];

  public UserNeighbours(UserPool pool, UserSimilarity similarity) {
    this.pool = pool;
    this.similarity = similarity;
  }

  /**
   * Scores what similar users met. The user's own place in the pool is passed over.
   *
   * @param scores receives parts, also below 0 where weights are
   */
  public void score(UserItems items, ItemScoreReceiver scores) {
    PoolUser user = pool.numbered(items);
    lookFor(user);
    nearest(user).forEach(neighbour -> score(neighbour, scores));
  }

  /** Makes the user's items, each named once, known by their places. */
  private void lookFor(PoolUser user) {
    own.clear();
    if (user.items().length > recency.length) {
      recency = new float[user.items().length];
    }
    double decayed = 1;
    for (int item : user.items()) {
      recency[own.add(item)] = (float) decayed;
      decayed *= RECENCY_DECAY;
    }
  }

  /** Nearest first. Only those that may be among them are put in order. */
  private List<Neighbour> nearest(PoolUser user) {
    IntList slots = candidates(user);
    long[] likenesses = new long[slots.size()];
    for (int k = 0; k < likenesses.length; k++) {
      likenesses[k] = Double.doubleToLongBits(likeness(user, pool.user(slots.get(k))));
    }
    long least = least(likenesses);
    List<Neighbour> neighbours = new ArrayList<>();
    for (int k = 0; k < likenesses.length; k++) {
      if (likenesses[k] >= least) {
        neighbours.add(
            new Neighbour(pool.user(slots.get(k)), Double.longBitsToDouble(likenesses[k])));
      }
    }
    neighbours.sort(Neighbour.NEAREST_FIRST);
    return neighbours.subList(0, Math.min(NEIGHBOURS, neighbours.size()));
  }

  /** What a neighbour's is at the least, above 0. Of equal ones more than asked for may have it. */
  private static long least(long[] likenesses) {
    return likenesses.length <= NEIGHBOURS
        ? 1
        : Math.max(1, Quickselect.largest(likenesses.clone(), NEIGHBOURS));
  }

  /** 0 for the user's own place, and where it is not defined or negative; else its bits order. */
  private double likeness(PoolUser user, PoolUser other) {
    if (other.userId().equals(user.userId())) {
      return 0;
    }
    double alike = similarity.of(overlap(user, other), user, other);
    return alike > 0 ? alike : 0;
  }

  private IntList candidates(PoolUser user) {
    if (seen.length < pool.slots()) {
      seen = new boolean[2 * pool.slots()];
    }
    IntList candidates = new IntList();
    for (int item : user.items()) {
      IntList users = pool.usersOf(item);
      int oldest = Math.max(0, users.size() - MAX_USERS_OF_ITEM);
      for (int k = users.size() - 1; k >= oldest; k--) {
        int slot = users.get(k);
        if (!seen[slot]) {
          seen[slot] = true;
          candidates.add(slot);
        }
      }
    }
    for (int k = 0; k < candidates.size(); k++) {
      seen[candidates.get(k)] = false;
    }
    return candidates;
  }

  private Overlap overlap(PoolUser user, PoolUser other) {
    double userCenter = similarity.center(user);
    double otherCenter = similarity.center(other);
    int items = 0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int k = 0; k < other.items().length; k++) {
      int place = own.find(other.items()[k]);
      if (place >= 0) {
        double r = recency[place];
        double x = user.weights()[place] - userCenter;
        double y = other.weights()[k] - otherCenter;
        items++;
        xy += r * x * y;
        xx += r * x * x;
        yy += r * y * y;
      }
    }
    return new Overlap(items, xy, xx, yy);
  }

  private void score(Neighbour neighbour, ItemScoreReceiver scores) {
    PoolUser user = neighbour.user;
    double[] near = near(user.items());
    for (int k = 0; k < near.length; k++) {
      double part = neighbour.similarity * user.weights()[k] * near[k];
      scores.add(user.items()[k], (float) part);
    }
  }

  /** By place: what the nearest item in common leaves, from newer ones and from older ones. */
  private double[] near(int[] items) {
    double[] near = new double[items.length];
    double left = 0;
    for (int k = 0; k < items.length; k++) {
      left = Math.max(left * DISTANCE_DECAY, recency(items[k]));
      near[k] = left;
    }
    left = 0;
    for (int k = items.length - 1; k >= 0; k--) {
      left = Math.max(left * DISTANCE_DECAY, recency(items[k]));
      near[k] = Math.max(near[k], left);
    }
    return near;
  }

  private double recency(int item) {
    int place = own.find(item);
    return place < 0 ? 0 : recency[place];
  }

  private record Neighbour(PoolUser user, double similarity) {

    /** Ties by user, so that lists are reproducible. */
    private static final Comparator<Neighbour> NEAREST_FIRST =
        Comparator.comparingDouble(Neighbour::similarity)
            .reversed()
            .thenComparing(neighbour -> neighbour.user.userId());
  }
}
