package org.interesttracker.recommend;

import java.util.List;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.interest.Preferences;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.TestCounts;
import org.interesttracker.similarity.UserSimilarity;

/**
 * A world small enough to be worked out by hand: five items in four dimensions, and what was seen
 * together with item a.
 */
final class Fixture {

  static final int DIMENSION = 4;

  static final List<CatalogItem> ITEMS =
      List.of(
          item("a", "jazz", 1, 0, 0, 0),
          item("b", "jazz", 0.8f, 0.6f, 0, 0),
          item("c", "rock", 0, 1, 0, 0),
          item("d", "rock", 0, 0.6f, 0.8f, 0),
          item("e", "folk", 0, 0, 0, 1));

  /** Without shrinkage: sim(a, c) = 2 / √(4·4) = 1/2 and sim(a, d) = 1 / √(4·16) = 1/8. */
  static final List<CountRow> ROWS =
      List.of(
          TestCounts.row("a", 4, 1, "c", 2, "d", 1),
          TestCounts.row("c", 4, 1, "a", 2),
          TestCounts.row("d", 16, 1, "a", 1));

  static final List<TopicWeight> TOPICS =
      List.of(new TopicWeight("jazz", 3, 0.75, 0), new TopicWeight("rock", 1, 0.25, 0));

  static final ListSettings BY_SCORE = new ListSettings(0, 0, List.of(), List.of(), 0, 0, 0);

  static final BlendSettings BLEND = new BlendSettings(0.2, 0.1, 0, 0.02);

  private Fixture() {}

  static RecommendSettings settings(int topK, int candidates, boolean excludeMet) {
    return settings(topK, candidates, excludeMet, BLEND);
  }

  static RecommendSettings settings(
      int topK, int candidates, boolean excludeMet, BlendSettings blend) {
    return settings(topK, candidates, excludeMet, 0, BY_SCORE, blend);
  }

  static RecommendSettings settings(int topK, int candidates, ListSettings lists) {
    return settings(topK, candidates, true, 0, lists, BLEND);
  }

  /** With exploration in a share of the lists. */
  static RecommendSettings exploring(int topK, int candidates, double share, ListSettings lists) {
    return settings(topK, candidates, true, share, lists, BLEND);
  }

  private static RecommendSettings settings(
      int topK,
      int candidates,
      boolean excludeMet,
      double exploration,
      ListSettings lists,
      BlendSettings blend) {
    return new RecommendSettings(
        List.of("item-cf", "lstm"),
        topK,
        candidates,
        100_000,
        excludeMet,
        0,
        exploration,
        0,
        lists,
        blend,
        0.5,
        10,
        UserSimilarity.COSINE);
  }

  /** The same for a catalog of more than two items as a large one. */
  static RecommendSettings large(RecommendSettings settings) {
    return new RecommendSettings(
        settings.models(),
        settings.topK(),
        settings.candidates(),
        2,
        settings.excludeMet(),
        settings.newItems(),
        settings.exploration(),
        settings.turnedDown(),
        settings.lists(),
        settings.blend(),
        settings.interestThreshold(),
        settings.userPoolSize(),
        settings.userSimilarity());
  }

  static CatalogItem item(String id, String topic, float... vector) {
    return new CatalogItem(id, "Title " + id, null, List.of(topic), vector, "en", 0);
  }

  /** An interest that points at item a, after window n of an hour. */
  static InterestUpdate interest(
      String user, int n, List<ItemWeight> recentItems, List<String> newItems) {
    long start = n * 3_600_000L;
    return new InterestUpdate(
        user,
        start,
        start + 3_600_000,
        newItems.size(),
        TOPICS,
        new float[] {1, 0, 0, 0},
        null,
        null,
        recentItems,
        newItems,
        "v1",
        start + 5_000,
        false);
  }

  /** The same from a user who ordered something. */
  static InterestUpdate with(InterestUpdate interest, Preferences preferences) {
    return new InterestUpdate(
        interest.userId(),
        interest.windowStart(),
        interest.windowEnd(),
        interest.events(),
        interest.topics(),
        interest.vector(),
        interest.interestDrift(),
        interest.textDrift(),
        interest.recentItems(),
        interest.newItems(),
        interest.modelVersion(),
        interest.timestamp(),
        interest.erased(),
        preferences);
  }

  static ItemWeight weight(String item, double weight) {
    return new ItemWeight(item, weight);
  }
}
