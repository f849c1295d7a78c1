package org.interesttracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.interesttracker.feedback.ListFeedback;
import org.interesttracker.feedback.ListFeedback.ItemFeedback;
import org.interesttracker.quality.QualityMetric.Over;
import org.junit.jupiter.api.Test;

class FeedbackSumsTest {

  private static final List<String> MODELS = List.of("item-cf", "lstm");
  private static final double SHARE = 0.5;
  private static final int LENGTH = 4;

  /** How often each place is looked at, in the made-up world. */
  private static final double[] LOOKED_AT = {1, 0.7, 0.5, 0.3};

  /** How often what is looked at is clicked there: by place without exploration, and explored. */
  private static final double[] LIKED = {0.6, 0.5, 0.4, 0.3};

  private static final double LIKED_EXPLORED = 0.2;

  private FeedbackSums sums = FeedbackSums.NONE;

  @Test
  void figuresAreWorkedOutByHand() {
    take(clicked(1, 0.75f, 0.25f), shown(2), converted(3));
    take(shown(1), clicked(2, 0.5f, 0.5f));
    assertFigure("ctr", null, 2.0 / 5, 5);
    assertFigure("ctr", 1, 1.0 / 2, 2);
    assertFigure("ctr", 2, 1.0 / 2, 2);
    assertFigure("ctr", 3, 0, 1);
    assertFigure("conversion-rate", null, 1.0 / 5, 5);
    assertFigure("skip-rate", null, 0, 5);
    assertThat(credit("item-cf").value()).isEqualTo(1.25 / 2);
    assertThat(credit("lstm").value()).isEqualTo(0.75 / 2);
    // Wilson, as elsewhere
    QualityMetric ctr = figure("ctr", null);
    Estimate wilson = Estimate.share(0.4, 5);
    assertThat(List.of(ctr.low(), ctr.high())).containsExactly(wilson.low(), wilson.high());
  }

  @Test
  void whatFadesCountsLess() {
    take(clicked(1, 1, 0));
    sums = sums.faded(0.5);
    take(shown(1));
    // weights 1/2 and 1: of 3/2 half is clicked; (3/2)² / (5/4) = 9/5 items say as much
    assertFigure("ctr", null, 1.0 / 3, 9.0 / 5);
    assertThat(credit("item-cf").value()).isEqualTo(1);
  }

  @Test
  void theCreditOfAllModelsIsOneAClick() {
    Random random = new Random(1);
    int clicks = 0;
    for (int list = 0; list < 500; list++) {
      float share = random.nextFloat();
      boolean click = random.nextBoolean();
      clicks += click ? 1 : 0;
      take(click ? clicked(1 + random.nextInt(5), share, 1 - share) : shown(1));
    }
    double credited = 0;
    for (String model : MODELS) {
      credited += credit(model).value() * credit(model).samples();
    }
    assertThat(credited).isCloseTo(clicks, within(1e-4));
  }

  @Test
  void nothingIsSaidOfExplorationWhereThereIsNone() {
    take(clicked(1, 1, 0), shown(2));
    assertThat(figures())
        .extracting(QualityMetric::name)
        .containsOnly("ctr", "conversion-rate", "skip-rate", "credit");
  }

  @Test
  void theRateWithoutExplorationIsWorkedOutByHand() {
    // weights 1/0.8: one of two clicked; explored one of one
    take(item(1, false, 0.8, true), item(2, true, 0.05, true));
    take(item(1, false, 0.5, false));
    double weights = 1 / 0.8 + 1 / 0.5;
    double v = 1 / 0.8 / weights;
    assertFigure("ctr-unexplored", null, v, 3);
    assertFigure("ctr-explored", null, 1, 1);
    assertFigure("exploration-regret", null, v - 2.0 / 3, 3);
    // by the definition, item by item
    double[] w = {1 / 0.8, 0, 1 / 0.5};
    double[] r = {1, 1, 0};
    double rate = 0;
    double regret = 0;
    for (int i = 0; i < 3; i++) {
      double influence = w[i] * (r[i] - v) / (weights / 3);
      rate += influence * influence / 3;
      regret += Math.pow(influence - (r[i] - 2.0 / 3), 2) / 3;
    }
    Estimate expected = Estimate.normal(v, rate, 3, 0, 1);
    assertThat(figure("ctr-unexplored", null).low()).isCloseTo(expected.low(), within(1e-12));
    expected = Estimate.normal(v - 2.0 / 3, regret, 3, -1, 1);
    assertThat(figure("exploration-regret", null).low()).isCloseTo(expected.low(), within(1e-12));
    assertThat(figure("exploration-regret", null).high()).isCloseTo(expected.high(), within(1e-12));
  }

  /** What is known of a made-up world comes out, within the interval that the figure gives. */
  @Test
  void theWorldBehindTheClicksIsFoundAgain() {
    Random random = new Random(3);
    for (int list = 0; list < 40_000; list++) {
      take(world(random));
    }
    double without = 0;
    double with = 0;
    for (int place = 0; place < LENGTH; place++) {
      double own = LOOKED_AT[place] * LIKED[place];
      double explored = LOOKED_AT[place] * LIKED_EXPLORED;
      without += own / LENGTH;
      with += ((1 - SHARE / LENGTH) * own + SHARE / LENGTH * explored) / LENGTH;
    }
    assertFound("ctr-unexplored", null, without, 0.006);
    assertFound("ctr", null, with, 0.006);
    assertFound("exploration-regret", null, without - with, 0.003);
    for (int place = 2; place <= LENGTH; place++) {
      assertFound("position-bias", place, LOOKED_AT[place - 1], 0.25);
    }
    double ratioOfAll = figure("ctr", LENGTH).value() / figure("ctr", 1).value();
    assertThat(ratioOfAll).as("the plain ratio of rates").isLessThan(LOOKED_AT[3] * 0.7);
  }

  private ItemFeedback[] world(Random random) {
    int explored = random.nextDouble() < SHARE ? random.nextInt(LENGTH) : -1;
    ItemFeedback[] items = new ItemFeedback[LENGTH];
    for (int place = 0; place < LENGTH; place++) {
      boolean drawn = place == explored;
      double rate = LOOKED_AT[place] * (drawn ? LIKED_EXPLORED : LIKED[place]);
      items[place] =
          item(
              place + 1,
              drawn,
              drawn ? SHARE / LENGTH / 90 : 1 - SHARE / LENGTH,
              random.nextDouble() < rate);
    }
    return items;
  }

  private void assertFound(String name, Integer position, double truth, double width) {
    QualityMetric found = figure(name, position);
    assertThat(truth).as(name).isBetween(found.low(), found.high());
    assertThat(found.high() - found.low()).as(name).isLessThan(2 * width);
  }

  private void assertFigure(String name, Integer position, double value, double samples) {
    QualityMetric figure = figure(name, position);
    assertThat(figure.value()).isCloseTo(value, within(1e-12));
    assertThat(figure.samples()).isCloseTo(samples, within(1e-12));
    assertThat(figure.value()).isBetween(figure.low(), figure.high());
    assertThat(figure.model()).isEqualTo("blend");
  }

  private QualityMetric credit(String model) {
    return figures().stream()
        .filter(figure -> figure.name().equals("credit") && figure.model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private QualityMetric figure(String name, Integer position) {
    return figures().stream()
        .filter(figure -> figure.name().equals(name))
        .filter(figure -> Objects.equals(figure.position(), position))
        .findFirst()
        .orElseThrow();
  }

  private List<QualityMetric> figures() {
    List<QualityMetric> figures = new ArrayList<>();
    sums.figures(Over.WINDOW, 7, figures::add);
    assertThat(figures).extracting(QualityMetric::timestamp).containsOnly(7L);
    return figures;
  }

  private void take(ItemFeedback... items) {
    sums = sums.plus(new ListFeedback(7, MODELS, List.of(items)));
  }

  private static ItemFeedback shown(int place) {
    return new ItemFeedback(place, false, 1, false, false, false, new float[0]);
  }

  private static ItemFeedback converted(int place) {
    return new ItemFeedback(place, false, 1, false, true, false, new float[0]);
  }

  private static ItemFeedback clicked(int place, float itemCf, float lstm) {
    return new ItemFeedback(place, false, 1, true, false, false, new float[] {itemCf, lstm});
  }

  private static ItemFeedback item(int place, boolean explored, double propensity, boolean click) {
    float[] shares = click ? new float[] {1, 0} : new float[0];
    return new ItemFeedback(place, explored, propensity, click, false, false, shares);
  }
}
