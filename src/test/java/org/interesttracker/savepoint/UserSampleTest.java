package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Users are chosen evenly, and whatever their order. */
class UserSampleTest {

  private static final int USERS = 10_000;
  private static final int CHOSEN = 500;

  @Test
  void theSameUsersAreChosenInAnyOrder() {
    List<String> users = users();
    Set<String> expected = chosen(users);
    Collections.shuffle(users, new Random(1));

    assertThat(expected).hasSize(CHOSEN);
    assertThat(chosen(users)).isEqualTo(expected);
  }

  @Test
  void fewAreAllChosen() {
    List<String> few = users().subList(0, CHOSEN);

    assertThat(chosen(few)).hasSameElementsAs(few);
  }

  @Test
  void whoIsChosenInTheEndWasSoAtOnce() {
    UserSample sample = new UserSample(CHOSEN);
    Set<String> taken = new TreeSet<>();
    for (String user : users()) {
      if (sample.offer(user)) {
        taken.add(user);
      }
    }

    assertThat(taken).containsAll(sample.users());
    // k (1 + ln(n / k)) are expected, Knuth's count of records
    assertThat(taken).hasSizeBetween(1_700, 2_300);
    assertThat(taken).filteredOn(sample::has).hasSize(CHOSEN);
  }

  @Test
  void everyPartOfTheUsersIsChosenFrom() {
    Set<String> chosen = chosen(users());

    long first = chosen.stream().filter(user -> user.compareTo("user-05000") < 0).count();
    assertThat(first).isBetween(200L, 300L);
  }

  private static List<String> users() {
    return new ArrayList<>(IntStream.range(0, USERS).mapToObj("user-%05d"::formatted).toList());
  }

  private static Set<String> chosen(List<String> users) {
    UserSample sample = new UserSample(CHOSEN);
    users.forEach(sample::offer);
    return sample.users();
  }
}
