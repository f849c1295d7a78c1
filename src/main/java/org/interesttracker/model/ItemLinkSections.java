package org.interesttracker.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The sections of a weights file that hold the links of items, where there are any. */
final class ItemLinkSections {

  private static final String ITEMS = "links/items";
  private static final String PAIRS = "links/pairs";
  private static final String WEIGHTS = "links/weights";

  private ItemLinkSections() {}

  /** Items by id and pairs by item, so that the same links give the same bytes. */
  static void write(ItemLinks links, WeightsWriter out) throws IOException {
    if (links.pairs() == 0) {
      return;
    }
    int[] linked =
        IntStream.range(0, links.items())
            .filter(item -> links.degree(item) > 0)
            .boxed()
            .sorted((a, b) -> links.id(a).compareTo(links.id(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[links.items()];
    for (int rank = 0; rank < linked.length; rank++) {
      ranks[linked[rank]] = rank;
    }
    int[] pairs = new int[2 * links.pairs()];
    float[] weights = new float[links.pairs()];
    int n = 0;
    for (int rank = 0; rank < linked.length; rank++) {
      for (long end : laterEnds(links, linked[rank], rank, ranks)) {
        int place = links.place(linked[rank], (int) end);
        pairs[2 * n] = rank;
        pairs[2 * n + 1] = (int) (end >> Integer.SIZE);
        weights[n++] = links.weight(place);
      }
    }
    out.strings(ITEMS, Arrays.stream(linked).mapToObj(links::id).toList());
    out.ints(PAIRS, pairs);
    out.floats(WEIGHTS, weights, weights.length);
  }

  /** Of the pairs with items of higher rank, in their order: that rank, and which of the pairs. */
  private static long[] laterEnds(ItemLinks links, int item, int rank, int[] ranks) {
    return IntStream.range(0, links.degree(item))
        .filter(k -> ranks[links.other(item, k)] > rank)
        .mapToLong(k -> (long) ranks[links.other(item, k)] << Integer.SIZE | k)
        .sorted()
        .toArray();
  }

  /**
   * @throws ModelFileException if a pair is not of two items in their order, or pairs are not in
   *     theirs
   */
  static ItemLinks read(WeightsReader in) {
    ItemLinks links = new ItemLinks();
    if (!in.names().contains(WEIGHTS)) {
      return links;
    }
    List<String> items = in.strings(ITEMS);
    int[] pairs = in.ints(PAIRS);
    float[] weights = in.floats(WEIGHTS, pairs.length / 2);
    items.forEach(links::number);
    in.check(links.items() == items.size(), "names an item twice in %s", ITEMS);
    long before = -1;
    for (int n = 0; n < weights.length; n++) {
      int item = pairs[2 * n];
      int other = pairs[2 * n + 1];
      long pair = (long) item << Integer.SIZE | other;
      in.check(
          pair > before && item < other && other < items.size(),
          "has a pair of items %d and %d in %s, expected two of %d items and all pairs in order",
          item,
          other,
          PAIRS,
          items.size());
      links.add(item, other, weights[n]);
      before = pair;
    }
    return links;
  }
}
