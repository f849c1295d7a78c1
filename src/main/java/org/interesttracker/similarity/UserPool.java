package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.interesttracker.model.IntList;
import org.interesttracker.model.ItemNumbers;

/**
 * The users who were active last, with their recent items, and who of them met an item. A user who
 * is removed leaves nothing. About 20 bytes for each user and item. Not thread-safe.
 *
 * <p>News of a user names few items, so those it goes on from are kept behind them. If the user has
 * taken one of them back, only the news is kept.
 */
public final class UserPool {

  /** How many of a user's items are kept at the most, the latest. */
  public static final int MAX_ITEMS = 100;

  private final int maxUsers;
  private final ItemNumbers numbers;
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<PoolUser> users = new ArrayList<>();
  private final IntList freeSlots = new IntList();
  private final List<IntList> usersOfItem = new ArrayList<>();
  private final TreeSet<PoolUser> byActivity =
      new TreeSet<>(Comparator.comparingLong(PoolUser::timestamp).thenComparing(PoolUser::userId));

  /**
   * @param maxUsers 1 or more; beyond it who was active the longest ago leaves
   */
  public UserPool(int maxUsers, ItemNumbers numbers) {
    this.maxUsers = maxUsers;
    this.numbers = numbers;
  }

  /** How many users it holds. */
  public int size() {
    return slots.size();
  }

  /**
   * Takes in a user's news; such as is older than what is held of the user is ignored.
   *
   * @param news without items to take the user out
   * @return who had to leave; null if nobody
   */
  public String learn(UserItems news) {
    PoolUser before = held(news.userId());
    if (before != null && before.timestamp() > news.timestamp()) {
      return null;
    }
    if (news.itemIds().length == 0) {
      remove(news.userId());
      return null;
    }
    PoolUser next = PoolUser.of(news, numbers);
    if (before == null) {
      add(next);
    } else {
      replace(before, next.onTopOf(before, MAX_ITEMS));
    }
    if (slots.size() <= maxUsers) {
      return null;
    }
    String left = byActivity.first().userId();
    remove(left);
    return left;
  }

  /** Removes a user, if held. */
  public void remove(String userId) {
    Integer slot = slots.remove(userId);
    if (slot == null) {
      return;
    }
    PoolUser user = users.set(slot, null);
    byActivity.remove(user);
    for (int item : user.items()) {
      usersOfItem.get(item).removeValue(slot);
    }
    freeSlots.add(slot);
  }

  /** What is held of a user, to be learned again by another pool; null if nothing is. */
  public UserItems items(String userId) {
    PoolUser user = held(userId);
    return user == null ? null : user.toItems(numbers);
  }

  /** How many slots there are, free ones among them. */
  int slots() {
    return users.size();
  }

  /** The user in a slot, 0 to slots - 1; null if it is free. */
  PoolUser user(int slot) {
    return users.get(slot);
  }

  /** The slots of those who met an item, who met it last at the end; not to be written to. */
  IntList usersOf(int item) {
    while (usersOfItem.size() <= item) {
      usersOfItem.add(new IntList());
    }
    return usersOfItem.get(item);
  }

  PoolUser numbered(UserItems user) {
    return PoolUser.of(user, numbers);
  }

  private PoolUser held(String userId) {
    Integer slot = slots.get(userId);
    return slot == null ? null : users.get(slot);
  }

  private void add(PoolUser user) {
    int slot = freeSlots.size() > 0 ? freeSlots.removeLast() : users.size();
    if (slot == users.size()) {
      users.add(null);
    }
    users.set(slot, user);
    slots.put(user.userId(), slot);
    byActivity.add(user);
    for (int item : user.items()) {
      usersOf(item).add(slot);
    }
  }

  private void replace(PoolUser before, PoolUser next) {
    int slot = slots.get(next.userId());
    users.set(slot, next);
    byActivity.remove(before);
    byActivity.add(next);
    for (int item : before.items()) {
      if (!next.has(item)) {
        usersOf(item).removeValue(slot);
      }
    }
    for (int item : next.items()) {
      if (!before.has(item)) {
        usersOf(item).add(slot);
      }
    }
  }
}
