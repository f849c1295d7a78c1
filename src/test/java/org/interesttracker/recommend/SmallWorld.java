package org.interesttracker.recommend;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.model.SharedItems;

/** The items of the {@link Fixture} as scorers see them, and what a scorer says by item id. */
final class SmallWorld {

  private final Catalog catalog;
  private final ItemScores scores = new ItemScores();

  SmallWorld(Path folder) throws Exception {
    this(folder, null, Integer.MAX_VALUE);
  }

  /**
   * @param shared has the indexes where the catalog is large
   */
  SmallWorld(Path folder, SharedItems shared, int exactUpTo) throws Exception {
    catalog =
        new Catalog(
            ModelFiles.read(ModelFixtures.untrained(folder, Fixture.DIMENSION, 3, 1)),
            shared,
            exactUpTo);
    Fixture.ITEMS.forEach(catalog::put);
  }

  Catalog catalog() {
    return catalog;
  }

  void put(String id, List<String> topics, float... vector) {
    catalog.put(new CatalogItem(id, "Title " + id, null, topics, vector, "en", 0));
  }

  /** The scores, by item id, of those that have one. */
  Map<String, Double> scores(Scorer scorer, InterestUpdate interest) {
    scores.clear();
    scorer.score(interest, scores);
    Map<String, Double> byId = new HashMap<>();
    for (int k = 0; k < scores.size(); k++) {
      int item = scores.item(k);
      byId.put(catalog.numbers().id(item), (double) scores.get(item));
    }
    return byId;
  }

  /** The scores that items have afterwards, by item id, of those asked for one by one. */
  Map<String, Double> scoresOfOthers(Scorer scorer, InterestUpdate interest, String... others) {
    scores.clear();
    scorer.score(interest, scores);
    int[] items = Stream.of(others).mapToInt(catalog.numbers()::find).toArray();
    scorer.scoreOthers(interest, items, scores);
    Map<String, Double> byId = new HashMap<>();
    Stream.of(others).forEach(id -> byId.put(id, (double) scores.get(catalog.numbers().find(id))));
    return byId;
  }

  /** An interest in items, latest first. */
  static InterestUpdate likes(String user, ItemWeight... latestFirst) {
    return interest(user, List.of(), List.of(latestFirst));
  }

  static InterestUpdate cares(TopicWeight... topics) {
    return interest("ann", List.of(topics), List.of());
  }

  private static InterestUpdate interest(
      String user, List<TopicWeight> topics, List<ItemWeight> items) {
    return new InterestUpdate(
        user,
        0,
        1,
        items.size(),
        topics,
        new float[Fixture.DIMENSION],
        null,
        null,
        items,
        List.of(),
        "v1",
        0,
        false);
  }
}
