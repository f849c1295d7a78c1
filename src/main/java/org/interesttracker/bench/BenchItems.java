package org.interesttracker.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.interesttracker.dataset.WeightedSampler;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.Vectors;

/**
 * Items that resemble those of a model that was taught by 12,000 ratings of MovieLens: texts share
 * a direction (their mean has length 0.55) and lie about topics; the first tenth of the items was
 * met, by Zipf's law; an item's bias is the logarithm of how often, and the oftener, the further it
 * is from its text; interest vectors have length 2.7. An item has its topic for its category, and
 * five words, by Zipf's law of 50,000. The same for the same size.
 */
final class BenchItems {

  static final int DIMENSION = 64;

  private static final int ITEMS_PER_TOPIC = 500;
  private static final int WORDS = 50_000;
  private static final int WORDS_PER_TITLE = 5;
  private static final double UNMET = 0.02;

  private final Random random = new Random(1);
  private final float[] mean = direction(0.55);
  private final List<CatalogItem> items = new ArrayList<>();

  BenchItems(int size) {
    float[][] topics =
        IntStream.rangeClosed(0, size / ITEMS_PER_TOPIC)
            .mapToObj(t -> Vectors.sum(mean, direction(0.5)))
            .toArray(float[][]::new);
    WeightedSampler words = WeightedSampler.zipf(WORDS, 1, 0);
    for (int n = 0; n < size; n++) {
      int topic = random.nextInt(topics.length);
      float[] text = Vectors.normalize(Vectors.sum(topics[topic], direction(0.67)));
      String title =
          IntStream.range(0, WORDS_PER_TITLE)
              .mapToObj(w -> "word" + words.sample(random))
              .collect(Collectors.joining(" "));
      items.add(
          new CatalogItem("item-" + n, title, null, List.of("topic-" + topic), text, "en", 0));
    }
  }

  List<CatalogItem> items() {
    return items;
  }

  /** How many items were met: those of the lowest numbers. */
  int met() {
    return items.size() / 10;
  }

  /** The shipped model, as if these items had taught it. */
  InterestModel model() {
    Map<String, float[]> residuals = new HashMap<>();
    Map<String, Float> biases = new HashMap<>();
    for (int rank = 0; rank < met(); rank++) {
      String item = "item-" + rank;
      double times = 35 * Math.pow(1 + 1000.0 * rank / met(), -0.6);
      biases.put(item, (float) Math.log(times + UNMET));
      residuals.put(item, direction(0.3 * Math.log1p(times)));
    }
    InterestModel shipped = ModelFiles.load("");
    return new InterestModel(
        shipped.card(),
        shipped.lstm(),
        shipped.projections(),
        residuals,
        new ItemBiases(biases, (float) Math.log(UNMET)),
        new ItemLinks(),
        ItemNetworks.NONE);
  }

  /** Any three items, by number. */
  List<Integer> anyItems() {
    return random.ints(3, 0, items.size()).boxed().toList();
  }

  /**
   * Of a user whose interest is in the last three of the items met, without what all texts share.
   *
   * @param latestFirst items by number, three at the least
   */
  InterestUpdate interest(String user, List<Integer> latestFirst) {
    float[] vector = direction(0.3);
    for (int item : latestFirst.subList(0, 3)) {
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] += items.get(item).vector()[d] - mean[d];
      }
    }
    List<ItemWeight> recent =
        latestFirst.stream()
            .map(item -> new ItemWeight("item-" + item, 1, 1, EventType.CLICK))
            .toList();
    String topic = items.get(latestFirst.get(0)).categories().get(0);
    return new InterestUpdate(
        user,
        0,
        1,
        1,
        List.of(new TopicWeight(topic, 1, 1, 0)),
        Vectors.divided(Vectors.normalize(vector), 1 / 2.7),
        null,
        null,
        recent,
        List.of(),
        "",
        0,
        false);
  }

  private float[] direction(double length) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return Vectors.divided(Vectors.normalize(vector), 1 / length);
  }
}
