package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Swing (Yang et al., arXiv 2010.05525): items are alike by pairs of users who met both, each pair
 * the more the less else the two have in common,
 *
 * <pre>
 * w(i,j) = Σ over the users u and v who met i and j of p(u) · p(v) / (λ + |I(u) ∩ I(v)|),
 * p(u) = (|I(u)| + 15)^-0.3
 * </pre>
 *
 * with λ the channel's shrinkage and the constants of Flink ML. In the row of i, I(u) is what the
 * user met together with i, as many items before and after it as the channel links. A pair of users
 * fades from when the later of the two was seen. Only the latest users of an item are compared, so
 * a row of n users with k items each costs n² · k steps at the most.
 */
final class Swing {

  private static final double ACTIVITY = 15;
  private static final double POWER = -0.3;

  private static final Comparator<Visitor> LATEST_FIRST =
      Comparator.comparingLong(Visitor::time).reversed().thenComparing(Visitor::user);

  private final CountChannel channel;
  private final int maxUsers;

  /**
   * @param maxUsers how many users of an item are kept
   */
  Swing(CountChannel channel, int maxUsers) {
    this.channel = channel;
    this.maxUsers = maxUsers;
  }

  /** The visitors of an item with some visits more, the latest first. */
  List<Visitor> with(List<Visitor> held, List<Visit> visits) {
    Map<Long, Visitor> byUser = new HashMap<>();
    held.forEach(visitor -> byUser.put(visitor.user(), visitor));
    for (Visit visit : visits) {
      if (visit.takenBack()) {
        byUser.remove(visit.user());
      } else {
        byUser.merge(visit.user(), first(visit), (known, next) -> joined(known, next));
      }
    }
    List<Visitor> visitors = new ArrayList<>(byUser.values());
    visitors.sort(LATEST_FIRST);
    return new ArrayList<>(visitors.subList(0, Math.min(maxUsers, visitors.size())));
  }

  private static Visitor first(Visit visit) {
    String[] items = visit.items().clone();
    Arrays.sort(items);
    return new Visitor(visit.user(), items, visit.time());
  }

  /** A user who meets the item again and again does not grow without end. */
  private Visitor joined(Visitor known, Visitor next) {
    Set<String> items = new TreeSet<>(Arrays.asList(known.items()));
    for (String item : next.items()) {
      if (items.size() < 2 * channel.linkedItems()) {
        items.add(item);
      }
    }
    return new Visitor(
        known.user(), items.toArray(String[]::new), Math.max(known.time(), next.time()));
  }

  /**
   * The row of an item.
   *
   * @param asOf not before the latest visit, epoch milliseconds
   */
  Map<String, Double> row(List<Visitor> visitors, long asOf) {
    Map<String, Double> row = new HashMap<>();
    List<Set<String>> sets = new ArrayList<>();
    for (Visitor visitor : visitors) {
      for (int k = 0; k < sets.size(); k++) {
        add(visitors.get(k), visitor, sets.get(k), asOf, row);
      }
      sets.add(new HashSet<>(Arrays.asList(visitor.items())));
    }
    return row;
  }

  private void add(Visitor u, Visitor v, Set<String> itemsOfU, long asOf, Map<String, Double> row) {
    List<String> common = new ArrayList<>();
    for (String item : v.items()) {
      if (itemsOfU.contains(item)) {
        common.add(item);
      }
    }
    if (!common.isEmpty()) {
      // the item of the row is one more that both have met
      double weight = activity(u) * activity(v) / (channel.shrinkage() + common.size() + 1);
      double faded = weight * channel.decay(asOf - Math.max(u.time(), v.time()));
      common.forEach(item -> row.merge(item, faded, Double::sum));
    }
  }

  private static double activity(Visitor visitor) {
    return Math.pow(visitor.items().length + 1 + ACTIVITY, POWER);
  }
}
