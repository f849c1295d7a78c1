package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.recommend.Recommendation.Reason;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.similarity.SimilarityTable;

/**
 * Makes a user's list: every model scores all items and proposes its best as candidates, and the
 * blend orders them by what each model says of them. What nothing speaks for is left out, though
 * the list be short. Not thread-safe.
 */
public final class Recommender {

  /** Among an item's contributions: what moved it to a place that is kept for new items. */
  public static final String NEW_ITEM = "new-item";

  /** Among an item's contributions: what it has more because it is explored. */
  public static final String EXPLORATION = "exploration";

  private final RecommendSettings settings;
  private final Catalog catalog;
  private final SimilarityTable similarity;
  private final List<Scorer> scorers;
  private final Blend blend;
  private final NewItems newItems;
  private final Exploration exploration;
  private final Reasons reasons;

  private final List<ItemScores> scores;
  private final TopItems topItems;
  private final BestItems bestItems;
  private final Candidates candidates = new Candidates();

  /**
   * @param scorers in the order of the blend's models
   * @param blend read here, taught by the caller
   */
  public Recommender(
      RecommendSettings settings,
      Catalog catalog,
      SimilarityTable similarity,
      List<Scorer> scorers,
      Blend blend) {
    this.settings = settings;
    this.catalog = catalog;
    this.similarity = similarity;
    this.scorers = scorers;
    this.blend = blend;
    this.newItems =
        new NewItems(settings.topK(), settings.newItems(), item -> !similarity.isCounted(item));
    this.exploration = new Exploration(settings.exploration(), settings.topK());
    this.reasons = new Reasons(catalog);
    this.scores = scorers.stream().map(scorer -> new ItemScores()).toList();
    this.topItems = topItems(0);
    this.bestItems = new BestItems(catalog.numbers(), Math.max(LastLists.KEPT, settings.topK()));
  }

  /**
   * Lets the models and their blend score a user's candidates.
   *
   * @param events how many of the user's events were seen, those of this interest among them
   * @param met the items that the user has met, by number
   * @param user what the blend learned of the user
   */
  public Ranked rank(InterestUpdate interest, long events, IntPredicate met, UserWeights user) {
    for (int m = 0; m < scorers.size(); m++) {
      scores.get(m).clear();
      scorers.get(m).score(interest, scores.get(m));
    }
    IntPredicate wanted = settings.excludeMet() ? met.negate() : item -> true;
    return rank(scores, scores.stream().map(of -> topItems.of(of, wanted)).toList(), events, user);
  }

  /**
   * Finds what a model proposes, for one thread to use.
   *
   * @param atLeast how many items it is to find at the least
   */
  public TopItems topItems(int atLeast) {
    return new TopItems(catalog.numbers(), Math.max(proposals(), atLeast));
  }

  private int proposals() {
    return Math.max(settings.candidates(), settings.topK());
  }

  /**
   * Blends what the models said already.
   *
   * @param scores by model, over all items
   * @param proposed by model, the numbers of its best items, best first; more than are proposed in
   *     the job are passed over
   * @param events how many of the user's events were seen
   * @param user what the blend learned of the user
   */
  public Ranked rank(List<ItemScores> scores, List<int[]> proposed, long events, UserWeights user) {
    candidates.clear();
    int[][] tops =
        proposed.stream()
            .map(items -> Arrays.stream(items).limit(proposals()).map(candidates::add).toArray())
            .toArray(int[][]::new);
    int[] items = candidates.toArray();
    float[] features = features(scores, items);
    double[] weights = blend.weights(Blend.group(events), user);
    double[] blended = new double[items.length];
    for (int c = 0; c < items.length; c++) {
      blended[c] = Blend.score(weights, features, c * weights.length);
    }
    int[] best = newItems.raise(items, blended, best(items, blended));
    return new Ranked(
        blend.models(),
        events,
        weights,
        blend.ownShare(user),
        scores,
        items,
        tops,
        features,
        blended,
        best);
  }

  private static float[] features(List<ItemScores> scores, int[] items) {
    int models = scores.size();
    float[] features = new float[items.length * models];
    for (int m = 0; m < models; m++) {
      double sum = 0;
      for (int item : items) {
        sum += scores.get(m).get(item);
      }
      for (int c = 0; c < items.length && sum > 0; c++) {
        features[c * models + m] = Blend.feature(scores.get(m).get(items[c]) / sum);
      }
    }
    return features;
  }

  /** The places of the best of the candidates. */
  private int[] best(int[] items, double[] blended) {
    for (int c = 0; c < items.length; c++) {
      bestItems.offer(items[c], blended[c]);
    }
    int[] best = bestItems.drain();
    for (int rank = 0; rank < best.length; rank++) {
      best[rank] = candidates.place(best[rank]);
    }
    return best;
  }

  /**
   * Explores in the list of what was ranked.
   *
   * @param id of the list
   */
  Served serve(String id, Ranked ranked) {
    return exploration.serve(id, ranked);
  }

  /** Makes the list of what was ranked last. */
  Recommendation recommend(Served served, InterestUpdate interest) {
    Ranked ranked = served.ranked();
    List<RecommendedItem> items = new ArrayList<>();
    for (int rank : served.listed()) {
      items.add(item(served, rank, interest));
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int m = 0; m < scorers.size(); m++) {
      weights.put(scorers.get(m).name(), ranked.weights()[m]);
    }
    return new Recommendation(
        interest.userId(),
        served.id(),
        items,
        weights,
        ranked.ownShare(),
        interest.modelVersion(),
        similarity.size(),
        similarity.countsTime(),
        interest.windowEnd(),
        interest.timestamp(),
        false);
  }

  private RecommendedItem item(Served served, int rank, InterestUpdate interest) {
    Ranked ranked = served.ranked();
    int place = ranked.best()[rank];
    String itemId = catalog.numbers().id(ranked.items()[place]);
    Map<String, Double> contributions = new LinkedHashMap<>();
    for (int m = 0; m < scorers.size(); m++) {
      contributions.put(scorers.get(m).name(), ranked.contribution(place, m));
    }
    double raised = ranked.raised(place);
    if (raised != 0) {
      contributions.put(served.isExplored(rank) ? EXPLORATION : NEW_ITEM, raised);
    }
    CatalogItem item = catalog.item(itemId);
    return new RecommendedItem(
        itemId,
        item == null ? "" : item.title(),
        ranked.blended()[place],
        contributions,
        reason(ranked, place, itemId, interest),
        served.isExplored(rank) ? true : null,
        served.propensity(rank));
  }

  /** The models are asked in the order of what they contribute. */
  private Reason reason(Ranked ranked, int place, String itemId, InterestUpdate interest) {
    ItemWeight because =
        IntStream.range(0, scorers.size())
            .filter(m -> ranked.contribution(place, m) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(m -> -ranked.contribution(place, m)))
            .map(m -> scorers.get(m).because(itemId, interest))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return reasons.of(itemId, interest, because);
  }
}
