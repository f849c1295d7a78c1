package org.interesttracker.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.interesttracker.feedback.ListFeedback;
import org.interesttracker.feedback.ListFeedback.ItemFeedback;
import org.interesttracker.quality.QualityMetric.Over;
import org.interesttracker.recommend.LastLists;

/**
 * What became of lists, as sums that can fade.
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param places from the first
 * @param unexplored how lists without exploration would have done
 * @param credit of each model for the clicks
 */
public record FeedbackSums(
    List<PlaceSums> places, Unexplored unexplored, Map<String, Credit> credit) {

  public static final String CTR = "ctr";
  public static final String CONVERSION_RATE = "conversion-rate";
  public static final String SKIP_RATE = "skip-rate";
  public static final String CREDIT = "credit";
  public static final String CTR_EXPLORED = "ctr-explored";
  public static final String CTR_UNEXPLORED = "ctr-unexplored";
  public static final String EXPLORATION_REGRET = "exploration-regret";
  public static final String POSITION_BIAS = "position-bias";

  static final FeedbackSums NONE = new FeedbackSums(List.of(), Unexplored.NONE, Map.of());

  /** One more list. */
  FeedbackSums plus(ListFeedback list) {
    List<PlaceSums> sums = new ArrayList<>(places);
    Unexplored without = unexplored;
    Map<String, Credit> credits = new HashMap<>(credit);
    for (ItemFeedback item : list.shown()) {
      sums.addAll(Collections.nCopies(Math.max(0, item.place() - sums.size()), PlaceSums.NONE));
      sums.set(item.place() - 1, sums.get(item.place() - 1).plus(item));
      without = without.plus(item);
      for (int m = 0; m < item.shares().length; m++) {
        credits.merge(list.models().get(m), Credit.of(item.shares()[m]), Credit::plus);
      }
    }
    return new FeedbackSums(sums, without, credits);
  }

  /** All that came so far counts less. */
  FeedbackSums faded(double factor) {
    Map<String, Credit> credits = new HashMap<>();
    credit.forEach((model, sums) -> credits.put(model, sums.faded(factor)));
    return new FeedbackSums(
        places.stream().map(place -> place.faded(factor)).toList(),
        unexplored.faded(factor),
        credits);
  }

  /** Sends the figures of at least one list. */
  void figures(Over over, long timestamp, Consumer<QualityMetric> out) {
    new Figures(over, timestamp, out).send();
  }

  private PlaceSums all() {
    return places.stream().reduce(PlaceSums.NONE, PlaceSums::plus);
  }

  /** The figures on their way out. */
  private final class Figures {

    private final Over over;
    private final long timestamp;
    private final Consumer<QualityMetric> out;

    Figures(Over over, long timestamp, Consumer<QualityMetric> out) {
      this.over = over;
      this.timestamp = timestamp;
      this.out = out;
    }

    void send() {
      PlaceSums all = all();
      send(CTR, null, all.clicked());
      send(CONVERSION_RATE, null, all.converted());
      send(SKIP_RATE, null, all.skipped());
      for (int p = 0; p < places.size(); p++) {
        send(CTR, p + 1, places.get(p).clicked());
      }
      sendCredit(all.clicked());
      if (all.explored().weight() > 0 && unexplored.weights() > 0) {
        sendExploration(all);
      }
    }

    private void sendExploration(PlaceSums all) {
      send(CTR_EXPLORED, null, all.explored());
      double samples = all.clicked().samples();
      send(CTR_UNEXPLORED, null, unexplored.clickRate(all.clicked()), samples);
      send(EXPLORATION_REGRET, null, unexplored.regret(all.clicked()), samples);
      Rate first = places.get(0).explored();
      for (int p = 1; p < places.size(); p++) {
        Rate rate = places.get(p).explored();
        if (rate.hits() > 0 && first.hits() > 0) {
          send(POSITION_BIAS, p + 1, Estimate.ratio(rate, first), rate.samples());
        }
      }
    }

    /** The models' shares in the clicks add up to 1. */
    private void sendCredit(Rate clicked) {
      double samples = clicked.hits() * clicked.samples() / clicked.weight();
      new TreeMap<>(credit)
          .forEach(
              (model, sums) -> {
                double share = sums.shares() / clicked.hits();
                double meanSquare = sums.squares() / clicked.hits();
                send(CREDIT, model, null, Estimate.mean(share, meanSquare, samples), samples);
              });
    }

    private void send(String name, Integer position, Rate rate) {
      if (rate.weight() > 0) {
        send(name, position, rate.estimate(), rate.samples());
      }
    }

    private void send(String name, Integer position, Estimate value, double samples) {
      send(name, LastLists.BLEND, position, value, samples);
    }

    private void send(String name, String model, Integer position, Estimate value, double samples) {
      out.accept(
          new QualityMetric(
              name,
              model,
              over,
              position,
              value.value(),
              value.low(),
              value.high(),
              null,
              samples,
              timestamp));
    }
  }
}
