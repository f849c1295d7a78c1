package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.interesttracker.event.CatalogItem;
import org.junit.jupiter.api.Test;

class TopicIndexTest {

  private static final float[] RIGHT = {1, 0};
  private static final float[] UP = {0, 1};
  private static final float[] BETWEEN = {(float) Math.sqrt(0.5), (float) Math.sqrt(0.5)};

  private final TopicIndex topics = new TopicIndex(2);

  @Test
  void aTopicLiesInTheMeanDirectionOfItsItems() {
    topics.add(item(RIGHT, "jazz"));
    topics.add(item(UP, "jazz"));
    // the mean (1/2, 1/2) has cosine 1 with (√½, √½) and √½ = 0.707 with (1, 0)
    assertThat(topics.nearest(BETWEEN, 0.999)).isEqualTo("jazz");
    assertThat(topics.nearest(RIGHT, 0.70)).isEqualTo("jazz");
    assertThat(topics.nearest(RIGHT, 0.71)).isNull();
  }

  @Test
  void howManyItemsATopicHasDoesNotMatter() {
    topics.add(item(UP, "big"));
    topics.add(item(UP, "big"));
    topics.add(item(UP, "big"));
    topics.add(item(RIGHT, "small"));
    assertThat(topics.nearest(new float[] {0.8f, 0.6f}, 0)).isEqualTo("small");
    assertThat(topics.nearest(new float[] {0.6f, 0.8f}, 0)).isEqualTo("big");
  }

  @Test
  void anItemCountsForEachOfItsTopics() {
    topics.add(item(RIGHT, "jazz", "rock"));
    topics.add(item(UP, "rock"));
    assertThat(topics.nearest(RIGHT, 0.999)).isEqualTo("jazz");
    assertThat(topics.nearest(BETWEEN, 0.999)).isEqualTo("rock");
  }

  @Test
  void ofEqualTopicsTheFirstByNameCountsWhateverCameFirst() {
    topics.add(item(RIGHT, "rock", "jazz"));
    assertThat(topics.nearest(RIGHT, 0.999)).isEqualTo("jazz");
    topics.add(item(RIGHT, "blues"));
    assertThat(topics.nearest(RIGHT, 0.999)).isEqualTo("blues");
  }

  @Test
  void aRemovedItemLeavesNoTrace() {
    CatalogItem gone = item(UP, "jazz");
    topics.add(item(RIGHT, "jazz"));
    topics.add(gone);
    topics.remove(gone);
    assertThat(topics.nearest(RIGHT, 0.999_999)).isEqualTo("jazz");
    assertThat(topics.nearest(UP, 1e-6)).isNull();
  }

  @Test
  void aTopicGoesWithItsLastItem() {
    CatalogItem gone = item(RIGHT, "jazz");
    topics.add(gone);
    topics.add(item(UP, "rock"));
    topics.remove(gone);
    assertThat(topics.nearest(RIGHT, -1)).isEqualTo("rock");
  }

  @Test
  void anItemWithoutAPlaceDoesNotCount() {
    CatalogItem bare = item(null, "jazz");
    topics.add(bare);
    assertThat(topics.nearest(RIGHT, -1)).isNull();
    topics.add(item(RIGHT, "jazz"));
    topics.remove(bare);
    assertThat(topics.nearest(RIGHT, 0.999)).isEqualTo("jazz");
  }

  @Test
  void topicsAreAsNearAsTheirDirections() {
    topics.add(item(RIGHT, "jazz"));
    topics.add(item(UP, "rock"));
    topics.add(item(BETWEEN, "blues"));
    assertThat(topics.cosine("jazz", "blues")).isCloseTo(Math.sqrt(0.5), within(1e-6));
    assertThat(topics.cosine("jazz", "rock")).isZero();
    assertThat(topics.cosine("jazz", "jazz")).isCloseTo(1, within(1e-6));
    assertThat(topics.cosine("jazz", "unheard of")).isZero();
  }

  private static CatalogItem item(float[] vector, String... topics) {
    return new CatalogItem("i", "", null, List.of(topics), vector, null, 0);
  }
}
