package org.interesttracker.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.SharedItems;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.LstmScorer;
import org.interesttracker.recommend.TopItems;

/**
 * The sequence model's best items in a large catalog, by the index and by scoring all, of {@link
 * BenchItems}.
 */
final class LargeCatalog implements AutoCloseable {

  private static final int QUERIES = 200;
  private static final int BEST = 10;
  private static final int PROPOSED = 60;
  private static final int ROUNDS = 10;
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final int size;
  private final SharedItems shared = new SharedItems();
  private final Catalog large;
  private final List<CatalogItem> items;
  private final List<InterestUpdate> interests;
  private final ItemScores scores = new ItemScores();
  private final List<Double> listMillis = new ArrayList<>();
  private LstmScorer nearest;
  private long bytes;
  private double exactListMillis;

  LargeCatalog(int size) {
    this.size = size;
    BenchItems generated = new BenchItems(size);
    items = generated.items();
    interests =
        IntStream.range(0, QUERIES)
            .mapToObj(user -> generated.interest("user-" + user, generated.anyItems()))
            .toList();
    large = new Catalog(generated.model(), shared, 0);
    items.forEach(large::put);
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

  /** How many of the ten best are found. */
  double recall() {
    Catalog small = new Catalog(large.model());
    items.forEach(small::put);
    LstmScorer exact = new LstmScorer(small);
    TopItems top = new TopItems(small.numbers(), PROPOSED);
    List<Double> exactMillis = new ArrayList<>();
    List<int[]> expected = lists(exact, top, exactMillis);
    exactListMillis = place(exactMillis, 0.5);
    List<int[]> found = lists(nearest, top, new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      lists(nearest, top, listMillis);
    }
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

  private List<int[]> lists(LstmScorer scorer, TopItems top, List<Double> millis) {
    List<int[]> lists = new ArrayList<>();
    for (InterestUpdate interest : interests) {
      long start = System.nanoTime();
      scores.clear();
      scorer.score(interest, scores);
      lists.add(top.of(scores, item -> true));
      millis.add((System.nanoTime() - start) / NANOS_PER_MILLI);
    }
    return lists;
  }

  /**
   * How long a list takes by the index, once {@link #recall} has made some.
   *
   * @param share of the lists that take no longer
   */
  double listMillis(double share) {
    return place(listMillis, share);
  }

  /** The median where all items are scored. */
  double exactListMillis() {
    return exactListMillis;
  }

  private static double place(List<Double> millis, double share) {
    return millis.stream()
        .sorted()
        .skip((long) Math.ceil(share * millis.size()) - 1)
        .findFirst()
        .orElseThrow();
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
