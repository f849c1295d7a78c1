package org.interesttracker.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.recommend.Blend;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.Ranked;
import org.interesttracker.recommend.Recommender;
import org.interesttracker.recommend.Scorer;
import org.interesttracker.recommend.UserWeights;

/**
 * The blend of other contenders, as the job makes and teaches it: by what it keeps of a list, when
 * the user's next item has come.
 */
final class BlendContender implements Contender {

  private final List<ScorerContender> models;
  private final Recommender recommender;
  private final Blend blend;
  private final ItemNumbers numbers;
  private final int topK;
  private final ItemScores blended = new ItemScores();
  private final Map<String, UserWeights> users = new HashMap<>();
  private LastLists lists;

  /**
   * @param models in the order of the blend's
   * @param topK how long a list of the job is
   * @param listLength how many of its best items each model is asked for at the least
   */
  BlendContender(
      List<Scorer> models,
      Recommender recommender,
      Blend blend,
      ItemNumbers numbers,
      int topK,
      int listLength) {
    this.models =
        models.stream()
            .map(model -> new ScorerContender(model, recommender.topItems(listLength)))
            .toList();
    this.recommender = recommender;
    this.blend = blend;
    this.numbers = numbers;
    this.topK = topK;
  }

  @Override
  public String name() {
    return LastLists.BLEND;
  }

  /** The contender of a model of the blend; null for one that takes no part in it. */
  Contender model(Scorer scorer) {
    return models.stream()
        .filter(model -> model.name().equals(scorer.name()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void prepare(List<InterestUpdate> next) {
    models.forEach(model -> model.prepare(next));
  }

  @Override
  public ItemScores score(Turn turn) {
    List<ItemScores> scores = models.stream().map(model -> model.score(turn)).toList();
    List<int[]> proposed = models.stream().map(ScorerContender::best).toList();
    Ranked ranked = recommender.rank(turn.before(), scores, proposed, turn.events(), user(turn));
    lists = LastLists.of(ranked, numbers, topK);
    order(ranked);
    return blended;
  }

  /**
   * The list as it would be served comes first. If it is full, the other candidates follow in the
   * order of the blend's scores; if not, there is nothing that could make it longer.
   */
  private void order(Ranked ranked) {
    blended.clear();
    int[] list = ranked.list();
    for (int rank = 0; rank < list.length; rank++) {
      blended.add(ranked.items()[list[rank]], 1 + list.length - rank);
    }
    if (list.length == topK) {
      double best = ranked.blended()[ranked.best()[0]];
      for (int c = 0; c < ranked.items().length; c++) {
        if (blended.get(ranked.items()[c]) == 0) {
          blended.add(ranked.items()[c], (float) Math.exp(ranked.blended()[c] - best));
        }
      }
    }
  }

  @Override
  public void learn(Turn turn) {
    if (lists != null && turn.target() && turn.before() != null) {
      users.put(turn.event().userId(), lists.teach(blend, turn.event().itemId(), user(turn)));
    }
    lists = null;
  }

  private UserWeights user(Turn turn) {
    return users.getOrDefault(turn.event().userId(), UserWeights.NONE);
  }

  @Override
  public boolean learnsFromScores() {
    return true;
  }
}
