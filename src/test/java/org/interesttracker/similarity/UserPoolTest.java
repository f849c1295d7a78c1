package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.interesttracker.similarity.UserSamples.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.interesttracker.model.IntList;
import org.interesttracker.model.ItemNumbers;
import org.junit.jupiter.api.Test;

class UserPoolTest {

  private final ItemNumbers numbers = new ItemNumbers();
  private final UserPool pool = new UserPool(3, numbers);

  @Test
  void newsGoesOnTopOfWhatItGoesOnFrom() {
    pool.learn(user("ann", 1, "b:1", "a:2"));
    pool.learn(user("ann", 2, "d:1", "c:1", "b:5"));
    assertThat(held("ann")).containsExactly("d:1.0", "c:1.0", "b:5.0", "a:2.0");
    assertThat(pool.items("ann").timestamp()).isEqualTo(2);
    pool.learn(user("ann", 3, "a:3", "d:1", "c:1"));
    assertThat(held("ann"))
        .as("met again, it stands where it was met last")
        .containsExactly("a:3.0", "d:1.0", "c:1.0", "b:5.0");
    assertUsersOf("a", "ann");
    assertUsersOf("d", "ann");
  }

  @Test
  void whoTakesAnItemBackStartsFromTheNews() {
    pool.learn(user("ann", 1, "c:1", "b:1", "a:1"));
    pool.learn(user("ann", 2, "c:1", "a:1"));
    assertThat(held("ann")).containsExactly("c:1.0", "a:1.0");
    assertUsersOf("b");
    pool.learn(user("ann", 3, "z:1"));
    assertThat(held("ann")).as("nothing to go on from").containsExactly("z:1.0");
    assertUsersOf("a");
  }

  @Test
  void oldNewsIsIgnored() {
    pool.learn(user("ann", 5, "b:1"));
    pool.learn(user("ann", 4, "a:1"));
    assertThat(held("ann")).containsExactly("b:1.0");
  }

  @Test
  void whoWasActiveTheLongestAgoLeaves() {
    pool.learn(user("ann", 4, "a:1"));
    pool.learn(user("bob", 2, "a:1"));
    pool.learn(user("eve", 3, "a:1"));
    pool.learn(user("bob", 5, "b:1", "a:1"));
    pool.learn(user("zoe", 6, "a:1"));
    assertThat(pool.size()).isEqualTo(3);
    assertThat(pool.items("eve")).isNull();
    assertUsersOf("a", "ann", "bob", "zoe");
  }

  @Test
  void aUserWhoIsRemovedLeavesNothing() {
    pool.learn(user("ann", 1, "b:1", "a:1"));
    pool.learn(user("bob", 1, "a:1"));
    pool.remove("ann");
    pool.remove("nobody");
    assertThat(pool.items("ann")).isNull();
    assertUsersOf("a", "bob");
    assertUsersOf("b");
    pool.learn(user("bob", 2));
    assertThat(pool.size()).isZero();
    assertUsersOf("a");
  }

  @Test
  void theOldestItemsOfALongHistoryGo() {
    for (int n = 1; n <= UserPool.MAX_ITEMS + 20; n++) {
      int latest = n;
      pool.learn(
          user(
              "ann",
              n,
              IntStream.range(0, Math.min(n, 10))
                  .mapToObj(k -> "i" + (latest - k) + ":1")
                  .toArray(String[]::new)));
    }
    assertThat(pool.items("ann").itemIds())
        .hasSize(UserPool.MAX_ITEMS)
        .startsWith("i" + (UserPool.MAX_ITEMS + 20))
        .endsWith("i21");
    assertUsersOf("i20");
    assertUsersOf("i21", "ann");
  }

  @Test
  void itemsAndUsersAgreeWhateverHappens() {
    Random random = new Random(7);
    for (int step = 0; step < 2_000; step++) {
      String userId = "u" + random.nextInt(6);
      if (random.nextInt(10) == 0) {
        pool.remove(userId);
      } else {
        pool.learn(UserSamples.random(random, userId, random.nextInt(step + 1), 12));
      }
      assertThat(pool.size()).isLessThanOrEqualTo(3);
    }
    for (int item = 0; item < numbers.size(); item++) {
      String id = numbers.id(item);
      Set<String> expected = new TreeSet<>();
      for (int u = 0; u < 6; u++) {
        UserItems items = pool.items("u" + u);
        if (items != null && List.of(items.itemIds()).contains(id)) {
          expected.add("u" + u);
        }
      }
      assertUsersOf(id, expected.toArray(String[]::new));
    }
  }

  private List<String> held(String userId) {
    UserItems items = pool.items(userId);
    return IntStream.range(0, items.itemIds().length)
        .mapToObj(k -> items.itemIds()[k] + ":" + items.weights()[k])
        .toList();
  }

  private void assertUsersOf(String item, String... userIds) {
    IntList slots = pool.usersOf(numbers.number(item));
    List<String> users = new ArrayList<>();
    for (int k = 0; k < slots.size(); k++) {
      users.add(pool.user(slots.get(k)).userId());
    }
    assertThat(users).containsExactlyInAnyOrder(userIds);
  }
}
