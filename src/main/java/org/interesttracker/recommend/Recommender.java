package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.SimilarityTable;

/**
 * Makes a user's list: every model proposes candidates, all candidates get a score of every model,
 * brought to 0..1 over the candidates, and the blend orders them. Not thread-safe.
 */
public final class Recommender {

  public static final String ITEM_CF = "item-cf";
  public static final String LSTM = "lstm";

  private final RecommendSettings settings;
  private final Catalog catalog;
  private final SimilarityTable similarity;
  private final ItemCf itemCf;
  private final Reasons reasons;

  public Recommender(RecommendSettings settings, Catalog catalog, SimilarityTable similarity) {
    this.settings = settings;
    this.catalog = catalog;
    this.similarity = similarity;
    this.itemCf =
        new ItemCf(similarity, Math.max(0, similarity.channels().find(CountChannel.ITEM_CF)));
    this.reasons = new Reasons(catalog);
  }

  /**
   * Recommends.
   *
   * @param met the items that the user has met
   */
  public Recommendation recommend(InterestUpdate interest, Predicate<String> met) {
    Predicate<String> wanted = settings.excludeMet() ? met.negate() : item -> true;
    Map<String, Double> cf = itemCfScores(interest);
    float[] dense = catalog.index().scores(interest.vector());
    Map<String, Double> cfScores = new HashMap<>();
    Map<String, Double> lstmScores = new HashMap<>();
    for (String candidate : candidates(cf, dense, wanted)) {
      cfScores.put(candidate, cf.getOrDefault(candidate, 0.0));
      int slot = catalog.index().slot(candidate);
      if (slot >= 0) {
        lstmScores.put(candidate, (double) dense[slot]);
      }
    }
    return list(interest, Scale.byMaximum(cfScores), Scale.byRange(lstmScores));
  }

  private Map<String, Double> itemCfScores(InterestUpdate interest) {
    ItemScores scores = new ItemScores();
    itemCf.score(interest, scores);
    Map<String, Double> byItem = new HashMap<>();
    for (int k = 0; k < scores.size(); k++) {
      byItem.put(similarity.numbers().id(scores.item(k)), (double) scores.get(scores.item(k)));
    }
    return byItem;
  }

  private Set<String> candidates(Map<String, Double> cf, float[] dense, Predicate<String> wanted) {
    Set<String> candidates = new TreeSet<>();
    TopItems.of(catalog.index(), dense, settings.candidates(), wanted)
        .forEach(item -> candidates.add(item.itemId()));
    cf.entrySet().stream()
        .map(item -> new TopItems.Scored(item.getKey(), item.getValue()))
        .sorted(TopItems.bestFirst())
        .filter(item -> wanted.test(item.itemId()))
        .limit(settings.candidates())
        .forEach(item -> candidates.add(item.itemId()));
    return candidates;
  }

  private Recommendation list(
      InterestUpdate interest, Map<String, Double> cfScores, Map<String, Double> lstmScores) {
    List<RecommendedItem> items = new ArrayList<>();
    cfScores.keySet().stream()
        .map(item -> new TopItems.Scored(item, blend(item, cfScores, lstmScores)))
        .sorted(TopItems.bestFirst())
        .limit(settings.topK())
        .forEach(
            item -> {
              Map<String, Double> parts = new LinkedHashMap<>();
              parts.put(ITEM_CF, settings.itemCfWeight() * cfScores.get(item.itemId()));
              parts.put(LSTM, sequencePart(item.itemId(), lstmScores));
              items.add(
                  new RecommendedItem(
                      item.itemId(),
                      title(item.itemId()),
                      item.score(),
                      parts,
                      reasons.of(
                          item.itemId(), interest, itemCf.because(item.itemId(), interest))));
            });
    return new Recommendation(
        interest.userId(),
        items,
        interest.modelVersion(),
        similarity.size(),
        interest.windowEnd(),
        interest.timestamp(),
        false);
  }

  private double blend(String item, Map<String, Double> cfScores, Map<String, Double> lstmScores) {
    return settings.itemCfWeight() * cfScores.get(item) + sequencePart(item, lstmScores);
  }

  private double sequencePart(String item, Map<String, Double> lstmScores) {
    return settings.sequenceWeight() * lstmScores.getOrDefault(item, 0.0);
  }

  private String title(String itemId) {
    CatalogItem item = catalog.item(itemId);
    return item == null ? "" : item.title();
  }
}
