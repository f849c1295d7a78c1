package org.interesttracker.evaluation;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.recommend.Calibration;

/** What a model's lists of one length are like, whatever was hit. */
final class ListFigures {

  private final int k;
  private final Catalog catalog;
  private final BitSet covered = new BitSet();
  private final MeanDistance byText;
  private final MeanDistance byCategory;
  private final Calibration calibration;
  private double divergence;
  private double novelty;
  private long lists;
  private long items;

  /**
   * @param k how long the lists are
   * @param catalog complete
   */
  ListFigures(int k, Catalog catalog) {
    this.k = k;
    this.catalog = catalog;
    this.byText = new MeanDistance(catalog.dimension());
    this.byCategory = new MeanDistance(catalog.categories().size());
    this.calibration = new Calibration(catalog.categories(), 1, k);
  }

  /**
   * Adds the list of a user.
   *
   * @param interest of the user
   */
  void add(Ranking ranking, InterestUpdate interest, Crowd crowd, TextVectors texts) {
    int[] list = IntStream.range(0, Math.min(k, ranking.size())).map(ranking::top).toArray();
    byText.beginList();
    byCategory.beginList();
    calibration.begin(list, interest);
    for (int place = 0; place < list.length; place++) {
      int item = list[place];
      covered.set(item);
      novelty += crowd.novelty(item);
      byText.add(texts.of(item));
      byCategory.add(catalog.categories().of(item));
      calibration.take(place);
    }
    byText.endList();
    byCategory.endList();
    divergence += calibration.divergence();
    items += list.length;
    lists++;
  }

  /** How many different items were ever in a list. */
  int covered() {
    return covered.cardinality();
  }

  /** Mean distance of pairs by their texts; not a number without a pair. */
  double diversity() {
    return byText.value();
  }

  /** Mean distance of pairs by their categories; not a number without a pair. */
  double categoryDiversity() {
    return byCategory.value();
  }

  /** Mean divergence of a list's categories from the user's topics; not a number without a list. */
  double miscalibration() {
    return divergence / lists;
  }

  /** Mean over listed items; not a number without any. */
  double novelty() {
    return novelty / items;
  }
}
