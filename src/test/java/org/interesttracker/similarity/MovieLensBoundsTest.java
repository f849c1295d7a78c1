package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.interesttracker.MovieLens;
import org.interesttracker.MovieLens.Rating;
import org.interesttracker.model.ItemNumbers;
import org.junit.jupiter.api.Test;

/** What the default bounds of pairs and neighbours lose on MovieLens, channel by channel. */
class MovieLensBoundsTest {

  private static final Channels CHANNELS = new Channels(CountChannel.defaults());
  private static final long LINKED_TIME = Duration.ofDays(30).toMillis();
  private static final int UNBOUNDED = 1_000_000;
  private static final int NEIGHBOURS = 50;

  /** Items are counted in so many parts, one after the other, to need less memory. */
  private static final int PARTS = 4;

  private final SimilarityTable exact = new SimilarityTable(CHANNELS, new ItemNumbers());
  private final SimilarityTable bounded = new SimilarityTable(CHANNELS, exact.numbers());

  @Test
  void theNearestAreNearlyThoseOfUnboundedCounts() throws Exception {
    List<Rating> ratings = MovieLens.ratings();
    for (int part = 0; part < PARTS; part++) {
      Counts all = new Counts(UNBOUNDED, UNBOUNDED);
      Counts some = new Counts(500, 100);
      int mine = part;
      deltas(
          ratings,
          delta -> {
            if (Math.floorMod(delta.itemId().hashCode(), PARTS) == mine) {
              all.add(delta);
              some.add(delta);
            }
          });
      all.rows(exact::put);
      some.rows(bounded::put);
    }
    for (int c = 0; c < CHANNELS.size(); c++) {
      assertThat(overlap(c)).as(CHANNELS.get(c).name()).isGreaterThanOrEqualTo(0.95);
    }
  }

  /** As the job links them: the last 20, if not longer ago than the default. */
  private static void deltas(List<Rating> ratings, Consumer<CountDelta> out) {
    Map<String, List<Rating>> tails = new HashMap<>();
    for (Rating rating : ratings) {
      List<Rating> tail = tails.computeIfAbsent(rating.user(), user -> new ArrayList<>());
      List<LinkedItem> linked =
          tail.stream()
              .filter(earlier -> rating.time() - earlier.time() <= LINKED_TIME)
              .map(earlier -> new LinkedItem(earlier.item(), 1, 1))
              .toList();
      CoOccurrence.increments(
          CHANNELS,
          null,
          new LinkedItem(rating.item(), 1, 1),
          linked,
          rating.time(),
          counts -> counts.forEach(out));
      tail.add(0, rating);
      if (tail.size() > CHANNELS.maxLinked()) {
        tail.remove(CHANNELS.maxLinked());
      }
    }
  }

  /** The mean share of an item's nearest that are found; of equally near ones any will do. */
  private double overlap(int channel) {
    double sum = 0;
    int items = 0;
    for (int item = 0; item < exact.numbers().size(); item++) {
      List<Double> nearest = nearest(exact, channel, item).stream().map(Near::value).toList();
      if (!nearest.isEmpty()) {
        double least = nearest.get(nearest.size() - 1) * (1 - 1e-6);
        int of = item;
        long found =
            nearest(bounded, channel, item).stream()
                .filter(near -> exact.similarity(channel, of, near.item(), 0) >= least)
                .count();
        sum += (double) found / nearest.size();
        items++;
      }
    }
    return sum / items;
  }

  private static List<Near> nearest(SimilarityTable table, int channel, int item) {
    List<Near> all = new ArrayList<>();
    table.neighbours(channel, item, 0, (other, value) -> all.add(new Near(other, value)));
    all.sort(Comparator.comparingDouble(Near::value).reversed().thenComparing(Near::item));
    return all.subList(0, Math.min(NEIGHBOURS, all.size()));
  }

  private record Near(int item, double value) {}

  private static final class Counts {
    private final CountLearner learner;
    private final Map<String, ItemCounts> items = new HashMap<>();
    private final Map<String, MapPairs> pairs = new HashMap<>();

    Counts(int maxPairs, int maxNeighbours) {
      learner =
          new CountLearner(
              new SimilaritySettings(
                  CHANNELS, Evidence.MET, LINKED_TIME, maxPairs, maxNeighbours, 1));
    }

    void add(CountDelta delta) {
      learner.add(
          delta,
          items.computeIfAbsent(delta.itemId(), id -> new ItemCounts()),
          pairs.computeIfAbsent(delta.itemId(), id -> new MapPairs()));
    }

    void rows(Consumer<CountRow> out) {
      items.forEach((id, item) -> out.accept(learner.row(id, item, pairs.get(id))));
    }
  }
}
