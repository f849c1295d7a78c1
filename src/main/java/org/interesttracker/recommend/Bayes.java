package org.interesttracker.recommend;

import java.util.function.IntToDoubleFunction;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.CategoryIndex;

/**
 * Bayesian interest (Liu, Dolan & Pedersen, IUI 2010): a user's interest in a category is genuine
 * in so far as it goes beyond the crowd's, and what is to be expected next follows from it and from
 * what the crowd meets now:
 *
 * <pre>
 * p0(c | click) ∝ p0(c) · (N · p(c | click) / p(c) + G) / (N + G)
 * </pre>
 *
 * with p0(c) the crowd's present share of category c, p(c) its share in the past, N · p(c | click)
 * the user's decayed weight of topic c (none if negative), N the sum of these over the topics of
 * the update, and G = {@value #VIRTUAL_CLICKS} virtual clicks, by which a user of whom little is
 * known gets what the crowd gets. An item scores the mean over its categories of p0(c | click)
 * times its share in the present popularity of c.
 *
 * <p>The crowd is looked at again after an eighth more scorings than before, at the latest after
 * 1,000. Items without popularity get no score, and of each category the 1,000 most popular at the
 * most.
 */
public final class Bayes implements Scorer {

  public static final double VIRTUAL_CLICKS = 10;

  private static final long MAX_AGE = 1_000;

  private final CategoryIndex categories;
  private final IntToDoubleFunction past;
  private final IntToDoubleFunction present;
  private Crowd crowdPast;
  private Crowd crowdPresent;
  private long scorings;
  private long nextLook;

  /**
   * @param past by item number: how often users met it over the time that topics look back
   * @param present the same for the last days; may be the same function
   */
  public Bayes(Catalog catalog, IntToDoubleFunction past, IntToDoubleFunction present) {
    this.categories = catalog.categories();
    this.past = past;
    this.present = present;
  }

  @Override
  public String name() {
    return "bayes";
  }

  @Override
  public Basis basis() {
    return Basis.TOPIC;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    lookAtCrowd();
    double[] expected = expected(interest);
    for (int k = 0; k < crowdPresent.size(); k++) {
      int item = crowdPresent.item(k);
      int[] of = categories.of(item);
      double sum = 0;
      for (int category : of) {
        if (category < expected.length && expected[category] > 0) {
          sum += expected[category] * crowdPresent.shareWithin(k, category);
        }
      }
      out.add(item, (float) (sum / of.length));
    }
  }

  private void lookAtCrowd() {
    if (scorings++ < nextLook) {
      return;
    }
    crowdPast = new Crowd(categories, past);
    crowdPresent = new Crowd(categories, present);
    nextLook = scorings + Math.min(MAX_AGE, scorings / 8);
  }

  /** p0(c | click) by category, without the factor that they share. */
  private double[] expected(InterestUpdate interest) {
    double[] clicks = new double[crowdPresent.categories()];
    double sum = 0;
    for (TopicWeight topic : interest.topics()) {
      int category = categories.find(topic.topic());
      if (topic.weight() > 0 && category >= 0 && category < clicks.length) {
        clicks[category] = topic.weight();
        sum += topic.weight();
      }
    }
    for (int category = 0; category < clicks.length; category++) {
      double share = crowdPast.share(category);
      double genuine = share == 0 ? 0 : clicks[category] / share;
      clicks[category] =
          crowdPresent.share(category) * (genuine + VIRTUAL_CLICKS) / (sum + VIRTUAL_CLICKS);
    }
    return clicks;
  }
}
