package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.BlockList;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemPlaces;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.similarity.SimilarityTable;

/**
 * Makes a user's list: every model scores all items and proposes its best as candidates, and the
 * blend orders them by what each model says of them; of its best the list is made. What nothing
 * speaks for is left out, though the list be short. Not thread-safe.
 */
public final class Recommender {

  /** Among an item's contributions: what it has more because it is explored. */
  public static final String EXPLORATION = "exploration";

  private final RecommendSettings settings;
  private final Catalog catalog;
  private final SimilarityTable similarity;
  private final List<Scorer> scorers;
  private final Blend blend;
  private final Leanings leanings;
  private final List<Adjustment> adjustments;
  private final ListRules rules;
  private final ListMaker lists;
  private final Exploration exploration;
  private final Reasons reasons;

  private final List<ItemScores> scores;
  private final TopItems topItems;
  private final BestItems bestItems;
  private final ItemPlaces candidates = new ItemPlaces();

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
    this.leanings = new Leanings(catalog);
    this.adjustments = List.of(leanings, new TurnedDown(catalog, settings.turnedDown()));
    this.rules = new ListRules(settings.lists(), catalog);
    this.lists = new ListMaker(settings, catalog, item -> !similarity.isCounted(item));
    this.reasons = new Reasons(catalog, scorers);
    this.exploration = new Exploration(settings, catalog);
    this.scores = scorers.stream().map(scorer -> new ItemScores()).toList();
    this.topItems = topItems(0);
    this.bestItems = new BestItems(catalog.numbers(), Math.max(LastLists.KEPT, settings.topK()));
  }

  /** Tells for whom lists are asked next, see {@link Scorer#prepare}. */
  public void prepare(List<InterestUpdate> next) {
    scorers.forEach(scorer -> scorer.prepare(next));
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
    IntPredicate allowed = allowed(interest);
    IntPredicate wanted = settings.excludeMet() ? met.negate().and(allowed) : allowed;
    candidates.clear();
    int[][] tops = propose(scores.stream().map(of -> topItems.of(of, wanted)).toList());
    proposeMore(interest, wanted);
    scoreOthers(interest, candidates.toArray());
    return rank(scores, tops, interest, events, user);
  }

  /** Each model is heard on what others proposed. */
  private void scoreOthers(InterestUpdate interest, int[] items) {
    for (int m = 0; m < scorers.size(); m++) {
      scorers.get(m).scoreOthers(interest, items, scores.get(m));
    }
  }

  /** What rules and user keep out leaves its place among the proposals to others. */
  private IntPredicate allowed(InterestUpdate interest) {
    IntPredicate byRules = item -> rules.allows(item, interest.timestamp());
    if (interest.preferences() == null) {
      return byRules;
    }
    BlockList blocked = new BlockList(interest.preferences(), catalog);
    return byRules.and(item -> !blocked.blocks(catalog.numbers().id(item)));
  }

  /** What a user asked for more of need not be among what a model likes best. */
  private void proposeMore(InterestUpdate interest, IntPredicate wanted) {
    if (Leanings.wantsMore(interest)) {
      Adjustment.Effect leaning = leanings.of(interest);
      IntPredicate more = wanted.and(item -> leaning.on(item) > Leanings.LIKE);
      scores.forEach(of -> Arrays.stream(topItems.of(of, more)).forEach(candidates::add));
    }
  }

  /** The categories of the rules that no item of the catalog has. */
  public List<String> unknownCategories() {
    return rules.unknownCategories();
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
   * @param interest that the models were asked for
   * @param scores by model, over all items
   * @param proposed by model, the numbers of its best items, best first; more than are proposed in
   *     the job are passed over; none of them blocked
   * @param events how many of the user's events were seen
   * @param user what the blend learned of the user
   */
  public Ranked rank(
      InterestUpdate interest,
      List<ItemScores> scores,
      List<int[]> proposed,
      long events,
      UserWeights user) {
    candidates.clear();
    return rank(scores, propose(proposed), interest, events, user);
  }

  private int[][] propose(List<int[]> proposed) {
    return proposed.stream()
        .map(items -> Arrays.stream(items).limit(proposals()).map(candidates::add).toArray())
        .toArray(int[][]::new);
  }

  private Ranked rank(
      List<ItemScores> scores,
      int[][] tops,
      InterestUpdate interest,
      long events,
      UserWeights user) {
    int[] items = candidates.toArray();
    float[] features = features(scores, items);
    double[] weights = blend.weights(Blend.group(events), user);
    double[] blended = new double[items.length];
    Adjusted adjusted = adjust(interest, items);
    for (int c = 0; c < items.length; c++) {
      blended[c] = adjusted.to(Blend.score(weights, features, c * weights.length), c);
    }
    int[] best = best(items, blended);
    return new Ranked(
        blend.models(),
        events,
        weights,
        blend.ownShare(user),
        scores,
        items,
        tops,
        features,
        adjusted,
        blended,
        best,
        lists.choose(items, blended, best, interest));
  }

  private Adjusted adjust(InterestUpdate interest, int[] items) {
    return Adjusted.of(
        adjustments.stream().map(Adjustment::name).toList(),
        adjustments.stream().map(adjustment -> adjustment.of(interest)).toList(),
        items);
  }

  private static float[] features(List<ItemScores> scores, int[] items) {
    int models = scores.size();
    float[] features = new float[items.length * models];
    for (int m = 0; m < models; m++) {
      double sum = 0;
      for (int c = 0; c < items.length; c++) {
        features[c * models + m] = scores.get(m).get(items[c]);
        sum += features[c * models + m];
      }
      for (int c = 0; c < items.length && sum > 0; c++) {
        features[c * models + m] = Blend.feature(features[c * models + m] / sum);
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
      best[rank] = candidates.find(best[rank]);
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

  /**
   * Explores in the list of what was ranked last, and makes it.
   *
   * @param id of the list
   */
  public Recommendation recommend(String id, Ranked ranked, InterestUpdate interest) {
    return recommend(serve(id, ranked), interest);
  }

  /** Makes the list of what was ranked last. */
  Recommendation recommend(Served served, InterestUpdate interest) {
    Ranked ranked = served.ranked();
    Map<String, ItemWeight> nameable = reasons.nameable(interest);
    List<RecommendedItem> items = new ArrayList<>();
    for (int rank = 0; rank < ranked.list().length; rank++) {
      items.add(item(served, rank, interest, nameable));
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

  private RecommendedItem item(
      Served served, int rank, InterestUpdate interest, Map<String, ItemWeight> nameable) {
    Ranked ranked = served.ranked();
    int place = ranked.list()[rank];
    String itemId = catalog.numbers().id(ranked.items()[place]);
    Map<String, Double> contributions = new LinkedHashMap<>();
    for (int m = 0; m < scorers.size(); m++) {
      contributions.put(scorers.get(m).name(), ranked.contribution(place, m));
    }
    ranked.adjusted().forEach(place, contributions::put);
    if (served.isExplored(rank)) {
      contributions.put(EXPLORATION, served.raised());
    }
    CatalogItem item = catalog.item(itemId);
    return new RecommendedItem(
        itemId,
        item == null ? "" : item.title(),
        ranked.blended()[place],
        contributions,
        reasons.of(itemId, contributions, interest, nameable),
        served.isExplored(rank) ? true : null,
        served.propensity(rank));
  }
}
