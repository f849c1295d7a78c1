package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.CountChannel.Kind;
import org.junit.jupiter.api.Test;

class PearsonTest {

  private static final CountChannel CHANNEL =
      new CountChannel("item-cf-pearson", Kind.PEARSON, 20, 1, 0, false, 50, 20, 0.8);

  @Test
  void theWorkedExample() {
    // x 1 2 3 5, y 1 3 2 6: means 2.75 and 3, Sxy 10.0, Sxx 8.75, Syy 14
    double r = 10 / Math.sqrt(8.75 * 14);
    assertThat(similarity(new double[] {1, 2, 3, 5}, new double[] {1, 3, 2, 6}))
        .isCloseTo(r * 4 / 54, within(1e-7));
  }

  @Test
  void itIsTheCorrelationByItsDefinition() {
    Random random = new Random(1);
    double[] x = random.doubles(200, -5, 5).toArray();
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      y[k] = 0.5 * x[k] + random.nextGaussian();
    }
    assertThat(similarity(x, y)).isCloseTo(definition(x, y) * 200 / 250, within(1e-6));
  }

  @Test
  void oppositeTastesAndTasteThatNeverVariesCountNothing() {
    assertThat(similarity(new double[] {1, 2, 3}, new double[] {3, 2, 1})).isZero();
    assertThat(similarity(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3})).isZero();
    assertThat(similarity(new double[] {3}, new double[] {4})).isZero();
  }

  @Test
  void anItemTurnedDownTakesPartAndARepeatDoesNot() {
    Channels channels = new Channels(List.of(CHANNEL));
    LocalSimilarity learner = learner(channels);
    for (double weight : new double[] {-3, 3}) {
      LinkedItem a = new LinkedItem("a", 0, weight);
      LinkedItem b = new LinkedItem("b", weight > 0 ? 1 : 0, weight);
      CoOccurrence.increments(channels, null, b, List.of(a), 0, learner::add);
      CoOccurrence.increments(channels, b, new LinkedItem("b", 1, 5), List.of(a), 0, learner::add);
    }
    // (-3, -3) and (3, 3): r = 1, n = 2
    assertThat(read(channels, learner)).isCloseTo(2 / 52.0, within(1e-7));
  }

  private static double similarity(double[] x, double[] y) {
    Channels channels = new Channels(List.of(CHANNEL));
    LocalSimilarity learner = learner(channels);
    for (int k = 0; k < x.length; k++) {
      // who met which of them first does not matter
      LinkedItem a = new LinkedItem("a", 1, x[k]);
      LinkedItem b = new LinkedItem("b", 1, y[k]);
      CoOccurrence.increments(
          channels, null, k % 2 == 0 ? b : a, List.of(k % 2 == 0 ? a : b), 0, learner::add);
    }
    return read(channels, learner);
  }

  private static LocalSimilarity learner(Channels channels) {
    return new LocalSimilarity(
        new SimilaritySettings(channels, Evidence.MET, Long.MAX_VALUE, 100, 100, 1));
  }

  /** The same from either side. */
  private static double read(Channels channels, LocalSimilarity learner) {
    SimilarityTable table = new SimilarityTable(channels, new ItemNumbers());
    learner.drain(table::put);
    int a = table.numbers().find("a");
    int b = table.numbers().find("b");
    assertThat(table.similarity(0, a, b, 0)).isEqualTo(table.similarity(0, b, a, 0));
    return table.similarity(0, a, b, 0);
  }

  private static double definition(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int k = 0; k < x.length; k++) {
      xy += (x[k] - meanX) * (y[k] - meanY);
      xx += (x[k] - meanX) * (x[k] - meanX);
      yy += (y[k] - meanY) * (y[k] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
