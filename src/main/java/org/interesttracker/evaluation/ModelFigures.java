package org.interesttracker.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.interesttracker.model.Catalog;

/** All figures of one model over one part of a run. */
final class ModelFigures {

  /** How finely quality is told over time. */
  static final int BUCKETS = 100;

  private final int[] ks;
  private final int firstK;
  private final double[] hits;
  private final double[] ndcg;
  private final double[] reciprocals;
  private final BitSet hitTargets = new BitSet();
  private final Tally all = new Tally();
  private final UserErrors hitErrors = new UserErrors();
  private final UserErrors ndcgErrors = new UserErrors();
  private final Slices activity = new Slices(0, 5, 20, 100);
  private final Slices popularity = new Slices(0, 1, 5, 20, 100);
  private final Tally[] overTime = new Tally[BUCKETS];
  private final ColdFigures cold;
  private final ListFigures[] lists;
  private int targets;
  private long tied;
  private long scored;

  /**
   * @param ks the first is the one of slices
   * @param catalog complete
   */
  ModelFigures(List<Integer> ks, Catalog catalog) {
    this.ks = ks.stream().mapToInt(k -> k).sorted().toArray();
    this.firstK = ks.get(0);
    hits = new double[this.ks.length];
    ndcg = new double[this.ks.length];
    reciprocals = new double[this.ks.length];
    Arrays.setAll(overTime, b -> new Tally());
    cold = new ColdFigures(firstK);
    lists =
        Arrays.stream(this.ks)
            .mapToObj(k -> new ListFigures(k, catalog))
            .toArray(ListFigures[]::new);
  }

  void add(Ranking ranking, Situation at, Crowd crowd, TextVectors texts) {
    int rank = ranking.rank();
    for (int i = 0; i < ks.length; i++) {
      hits[i] += rank <= ks[i] ? 1 : 0;
      ndcg[i] += Gains.ndcg(rank, ks[i]);
      reciprocals[i] += Gains.reciprocal(rank, ks[i]);
    }
    slice(rank <= firstK, Gains.ndcg(rank, firstK), at, crowd);
    if (crowd.isCold(at.target())) {
      cold.add(ranking, at);
    }
    for (ListFigures list : lists) {
      list.add(ranking, at.interest(), crowd, texts);
    }
    tied += ranking.isTied() ? 1 : 0;
    scored += rank == Ranking.MISS ? 0 : 1;
    targets++;
  }

  private void slice(boolean hit, double gain, Situation at, Crowd crowd) {
    hitTargets.set(targets, hit);
    all.add(hit, gain);
    hitErrors.add(at.user(), hit ? 1 : 0);
    ndcgErrors.add(at.user(), gain);
    activity.add(at.events(), hit, gain);
    popularity.add(crowd.usersMet(at.target()), hit, gain);
    overTime[(int) (at.progress() * BUCKETS)].add(hit, gain);
  }

  int targets() {
    return targets;
  }

  double hitRate(int k) {
    return hits[index(k)] / targets;
  }

  double ndcg(int k) {
    return ndcg[index(k)] / targets;
  }

  double reciprocalRank(int k) {
    return reciprocals[index(k)] / targets;
  }

  private int index(int k) {
    return Arrays.binarySearch(ks, k);
  }

  /** The share of targets that had the same score as another item. */
  double tied() {
    return (double) tied / targets;
  }

  /** The share of targets that the model could score. */
  double scored() {
    return (double) scored / targets;
  }

  /** At the first k. */
  Tally all() {
    return all;
  }

  /** Standard error of the hit rate at the first k, targets of one user taken as dependent. */
  double hitRateErrorByUser() {
    return hitErrors.error();
  }

  double ndcgErrorByUser() {
    return ndcgErrors.error();
  }

  /** By how many events of the user came before. */
  Slices activity() {
    return activity;
  }

  /** By how many users had met the target before. */
  Slices popularity() {
    return popularity;
  }

  ColdFigures cold() {
    return cold;
  }

  ListFigures lists(int k) {
    return lists[index(k)];
  }

  /** Equal numbers of targets, in the order of the run. */
  Tally[] overTime() {
    return overTime;
  }

  /** By target in the order of the run, whether it was hit at the first k. */
  BitSet hitTargets() {
    return hitTargets;
  }
}
