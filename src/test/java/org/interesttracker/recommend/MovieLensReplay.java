package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.MovieLens.Rating;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.CoOccurrence;
import org.interesttracker.similarity.LinkedItem;
import org.interesttracker.similarity.LocalSimilarity;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.SimilarityTable;

/**
 * Goes through the ratings of MovieLens in the order of time, ties in the order of the file: each
 * model first scores what comes, then the counts learn it. A user's first event is not scored. An
 * item's rank is 1 + the number of items that the user has not met and that score strictly higher;
 * one without a score is a miss.
 */
final class MovieLensReplay {

  private static final int TAIL = 20;
  private static final int K = 10;

  private final SimilaritySettings settings;
  private final LocalSimilarity learner;
  private final SimilarityTable table;
  private final ItemNumbers numbers = new ItemNumbers();
  private final List<Scorer> scorers;
  private final Map<String, List<LinkedItem>> tails = new HashMap<>();
  private final Map<String, Set<Integer>> met = new HashMap<>();
  private final Map<String, int[]> hits = new LinkedHashMap<>();
  private final ItemScores scores = new ItemScores();
  private int scored;

  MovieLensReplay(SimilaritySettings settings) {
    this.settings = settings;
    this.learner = new LocalSimilarity(settings);
    this.table = new SimilarityTable(settings.channels(), numbers);
    this.scorers = CountScorers.of(table);
    scorers.forEach(scorer -> hits.put(scorer.name(), new int[1]));
  }

  void run(List<Rating> ratings) {
    for (Rating rating : ratings) {
      List<LinkedItem> tail = tails.computeIfAbsent(rating.user(), user -> new ArrayList<>());
      if (!tail.isEmpty()) {
        score(rating, tail);
      }
      learn(rating, tail);
    }
  }

  /** How many events were scored. */
  int scored() {
    return scored;
  }

  /** By model the share of them that was among its first ten. */
  Map<String, Double> hitRates() {
    Map<String, Double> rates = new LinkedHashMap<>();
    hits.forEach((name, hit) -> rates.put(name, (double) hit[0] / scored));
    return rates;
  }

  private void score(Rating rating, List<LinkedItem> tail) {
    List<ItemWeight> recent =
        tail.stream().map(i -> new ItemWeight(i.itemId(), i.weight(), i.evidence())).toList();
    InterestUpdate interest =
        new InterestUpdate(
            rating.user(), 0, 0, 0, List.of(), null, null, null, recent, List.of(), "", 0, false);
    int item = numbers.number(rating.item());
    for (Scorer scorer : scorers) {
      scores.clear();
      scorer.score(interest, scores);
      hits.get(scorer.name())[0] += rank(item, met.get(rating.user())) <= K ? 1 : 0;
    }
    scored++;
  }

  private int rank(int item, Set<Integer> metItems) {
    float own = scores.get(item);
    int rank = own > 0 ? 1 : Integer.MAX_VALUE;
    for (int k = 0; own > 0 && rank <= K && k < scores.size(); k++) {
      int other = scores.item(k);
      rank += scores.get(other) > own && !metItems.contains(other) ? 1 : 0;
    }
    return rank;
  }

  private void learn(Rating rating, List<LinkedItem> tail) {
    double weight = 2 * (rating.stars() - 2.5);
    LinkedItem item = new LinkedItem(rating.item(), 1, weight);
    CoOccurrence.increments(
        settings.channels(), null, item, List.copyOf(tail), rating.time(), learner::add);
    learner.drain(table::put);
    tail.add(0, item);
    if (tail.size() > TAIL) {
      tail.remove(TAIL);
    }
    met.computeIfAbsent(rating.user(), user -> new HashSet<>()).add(numbers.number(rating.item()));
  }
}
