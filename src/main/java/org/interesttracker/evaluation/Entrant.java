package org.interesttracker.evaluation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.interesttracker.evaluation.Step.Part;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.TopItems;

/** One model in a run, with its figures. */
final class Entrant {

  private static final double NANOS = 1e9;

  private final Contender contender;
  private final Map<Part, ModelFigures> figures = new EnumMap<>(Part.class);
  private final ChangeWatch changes;
  private final Ranking ranking;
  private final TopItems topItems;
  private long nanos;
  private long turns;
  private Turn latest;

  /**
   * @param numbers of the items
   * @param catalog complete
   */
  Entrant(
      Contender contender,
      EvaluationSettings settings,
      ItemNumbers numbers,
      Catalog catalog,
      ChangeWatch changes) {
    this.contender = contender;
    this.changes = changes;
    this.ranking = new Ranking(listLength(settings));
    this.topItems = new TopItems(numbers, listLength(settings));
    List.of(Part.values())
        .forEach(part -> figures.put(part, new ModelFigures(settings.ks(), catalog)));
  }

  /** How many of the best items a model is asked for. */
  static int listLength(EvaluationSettings settings) {
    return Math.max(ChangeWatch.LIST, settings.largestK());
  }

  /** Whether the turn's scores are of use although it is not measured. */
  boolean wantsScores(Step step, Turn turn) {
    return step.teaches() && learnsFromScores() || isWatched(step, turn);
  }

  boolean learnsFromScores() {
    return contender.learnsFromScores();
  }

  private boolean isWatched(Step step, Turn turn) {
    return step.advances() && changes.wants(turn.event().userId(), turn.event().timestamp());
  }

  void prepare(List<InterestUpdate> next) {
    long start = System.nanoTime();
    contender.prepare(next);
    nanos += System.nanoTime() - start;
  }

  /** Scores a turn and ranks its item. */
  void score(Step step, Turn turn, IntPredicate cold) {
    long start = System.nanoTime();
    int target = turn.target() ? turn.item() : Turn.NO_ITEM;
    ItemScores scores = contender.score(turn);
    int[] best = contender.best();
    if (best == null) {
      best = topItems.of(scores, turn.left().negate());
    }
    ranking.rank(scores, best, target, turn.left(), cold);
    took(turn, start);
    if (isWatched(step, turn)) {
      changes.look(turn.event().userId(), ranking);
    }
  }

  /** Counts the turn scored last. */
  void measure(Part part, Situation at, Crowd crowd, TextVectors texts) {
    figures.get(part).add(ranking, at, crowd, texts);
  }

  void learn(Turn turn) {
    long start = System.nanoTime();
    contender.learn(turn);
    took(turn, start);
  }

  private void took(Turn turn, long start) {
    nanos += System.nanoTime() - start;
    turns += turn == latest ? 0 : 1;
    latest = turn;
  }

  String name() {
    return contender.name();
  }

  long bytes() {
    return contender.bytes();
  }

  ModelFigures figures(Part part) {
    return figures.get(part);
  }

  ChangeWatch changes() {
    return changes;
  }

  /** Turns scored, learned or both in a second, on one thread, the user's interest given. */
  double turnsPerSecond() {
    return turns / (nanos / NANOS);
  }
}
