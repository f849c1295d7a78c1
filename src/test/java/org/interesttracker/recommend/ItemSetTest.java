package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemSetTest {

  private final ItemSet set = new ItemSet();

  @Test
  void holdsWhatWasAddedSinceItWasCleared() {
    assertThat(set.contains(0)).isFalse();
    set.add(0);
    set.add(1000);
    assertThat(set.contains(0)).isTrue();
    assertThat(set.contains(1000)).isTrue();
    assertThat(set.contains(999)).isFalse();
    assertThat(set.contains(5000)).isFalse();
    set.clear();
    assertThat(set.contains(0)).isFalse();
    assertThat(set.contains(1000)).isFalse();
  }
}
