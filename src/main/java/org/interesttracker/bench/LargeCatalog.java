package org.interesttracker.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.SharedItems;
import org.interesttracker.model.Vectors;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.LstmScorer;
import org.interesttracker.recommend.TopItems;

/**
 * The sequence model's best items in a large catalog, by the index and by scoring all. The items
 * resemble those of a model that was taught by 12,000 ratings of MovieLens: texts share a direction
 * (their mean has length 0.55) and lie about topics; one item in ten was met, by Zipf's law; its
 * bias is the logarithm of how often, and the oftener, the further it is from its text; interest
 * vectors have length 2.7.
 */
final class LargeCatalog implements AutoCloseable {

  private static final int DIMENSION = 64;
  private static final int QUERIES = 200;
  private static final int BEST = 10;
  private static final int PROPOSED = 60;
  private static final int ITEMS_PER_TOPIC = 500;
  private static final double UNMET = 0.02;
  private static final double NANOS = 1e9;

  private final Random random = new Random(1);
  private final int size;
  private final SharedItems shared = new SharedItems();
  private final Catalog large;
  private final List<CatalogItem> items = new ArrayList<>();
  private final List<InterestUpdate> interests = new ArrayList<>();
  private final ItemScores scores = new ItemScores();
  private LstmScorer nearest;
  private long bytes;
  private double listMicros;
  private double exactListMicros;

  LargeCatalog(int size) {
    this.size = size;
    float[] mean = direction(0.55);
    float[][] topics =
        IntStream.rangeClosed(0, size / ITEMS_PER_TOPIC)
            .mapToObj(t -> Vectors.sum(mean, direction(0.5)))
            .toArray(float[][]::new);
    for (int n = 0; n < size; n++) {
      float[] text = Vectors.sum(topics[random.nextInt(topics.length)], direction(0.67));
      items.add(
          new CatalogItem("item-" + n, "", null, List.of(), Vectors.normalize(text), "en", 0));
    }
    for (int q = 0; q < QUERIES; q++) {
      interests.add(interest(q, mean));
    }
    large = new Catalog(model(), shared, 0);
    items.forEach(large::put);
  }

  private InterestModel model() {
    Map<String, float[]> residuals = new HashMap<>();
    Map<String, Float> biases = new HashMap<>();
    int met = size / 10;
    for (int rank = 0; rank < met; rank++) {
      String item = "item-" + rank * 10;
      double times = 35 * Math.pow(1 + 1000.0 * rank / met, -0.6);
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

  /** Of a user who met three items of late, without what all texts share. */
  private InterestUpdate interest(int user, float[] mean) {
    float[] vector = direction(0.3);
    for (int n = 0; n < 3; n++) {
      float[] text = items.get(random.nextInt(size)).vector();
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] += text[d] - mean[d];
      }
    }
    Vectors.normalize(vector);
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] *= 2.7f;
    }
    return new InterestUpdate(
        "user-" + user, 0, 1, 1, List.of(), vector, null, null, List.of(), List.of(), "", 0, false);
  }

  private float[] direction(double length) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return Vectors.divided(Vectors.normalize(vector), 1 / length);
  }

  /** Builds the index; items in a second of processor time. */
  double build(ProgressBar progress) throws InterruptedException {
    long before = heap();
    long start = processorNanos();
    nearest = new LstmScorer(large);
    while (shared.waiting() > 0) {
      Thread.sleep(20);
      progress.stepTo(size - shared.waiting());
    }
    double seconds = (processorNanos() - start) / NANOS;
    bytes = heap() - before;
    return size / seconds;
  }

  /** What the index takes on the heap beyond the items, for each of them. */
  double bytesPerItem() {
    return (double) bytes / size;
  }

  /** How many of the ten best are found, and how long it takes either way. */
  double recall() {
    Catalog small = new Catalog(large.model());
    items.forEach(small::put);
    LstmScorer exact = new LstmScorer(small);
    TopItems top = new TopItems(small.numbers(), PROPOSED);
    lists(exact, top);
    long start = processorNanos();
    List<int[]> expected = lists(exact, top);
    exactListMicros = (processorNanos() - start) / 1e3 / QUERIES;
    lists(nearest, top);
    start = processorNanos();
    List<int[]> found = lists(nearest, top);
    listMicros = (processorNanos() - start) / 1e3 / QUERIES;
    long hits = 0;
    for (int q = 0; q < QUERIES; q++) {
      int[] best = Arrays.copyOf(found.get(q), BEST);
      hits +=
          Arrays.stream(expected.get(q), 0, BEST)
              .filter(item -> Arrays.stream(best).anyMatch(other -> other == item))
              .count();
    }
    return (double) hits / QUERIES / BEST;
  }

  private List<int[]> lists(LstmScorer scorer, TopItems top) {
    List<int[]> lists = new ArrayList<>();
    for (InterestUpdate interest : interests) {
      scores.clear();
      scorer.score(interest, scores);
      lists.add(top.of(scores, item -> true));
    }
    return lists;
  }

  double listMicros() {
    return listMicros;
  }

  double exactListMicros() {
    return exactListMicros;
  }

  @Override
  public void close() {
    shared.close();
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Collected until it no longer shrinks: one collection leaves what cleaners still hold. */
  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    long used = Long.MAX_VALUE;
    while (true) {
      memory.gc();
      long next = memory.getHeapMemoryUsage().getUsed();
      if (next >= used) {
        return used;
      }
      used = next;
    }
  }
}
