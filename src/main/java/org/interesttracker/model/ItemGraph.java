package org.interesttracker.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;

/**
 * A navigable small world graph over items (Malkov and Yashunin, TPAMI 2020), as Lucene makes it.
 * Items are linked by nearness as if the bias and what their length lacks to the longest item's
 * were two more dimensions (Bachrach et al., RecSys 2014): all then have one length, and those
 * nearest to a query, which has 1 and 0 there, are those of the highest scores. An item that is
 * replaced or removed leaves a dead node: it still leads to others but is not found.
 *
 * <p>One thread adds; any number search meanwhile, each waiting for one item to be added at the
 * most.
 */
final class ItemGraph {

  /** Links of a node; twice as many on the level that has all nodes. */
  private static final int LINKS = 12;

  /** How many of the nearest are looked at when a node is linked. */
  private static final int LINKED_AMONG = 64;

  private static final long SEED = 1;

  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final List<PlacedItem> nodes = new ArrayList<>();
  private final Map<String, Integer> nodeOf = new ConcurrentHashMap<>();
  private final HnswGraphBuilder builder;
  private FixedBitSet alive = new FixedBitSet(1024);
  private float longest;

  ItemGraph() {
    try {
      builder = HnswGraphBuilder.create(new BetweenNodes(), LINKS, LINKED_AMONG, SEED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many items there are. */
  int size() {
    return nodeOf.size();
  }

  /** How many nodes there are, dead ones among them. */
  int nodes() {
    return nodes.size();
  }

  boolean contains(String itemId) {
    return nodeOf.containsKey(itemId);
  }

  /** Adds an item or replaces it; nothing happens if it is there just so. */
  void put(PlacedItem item) {
    Integer held = nodeOf.get(item.itemId());
    if (held != null && nodes.get(held) == item) {
      return;
    }
    lock.writeLock().lock();
    try {
      kill(held);
      int node = nodes.size();
      nodes.add(item);
      longest = Math.max(longest, item.squaredLength());
      builder.addGraphNode(node);
      alive = FixedBitSet.ensureCapacity(alive, node + 1);
      alive.set(node);
      nodeOf.put(item.itemId(), node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  void remove(String itemId) {
    lock.writeLock().lock();
    try {
      kill(nodeOf.remove(itemId));
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void kill(Integer node) {
    if (node != null) {
      alive.clear(node);
    }
  }

  /**
   * The ids of items near to a query.
   *
   * @param k how many are looked for; the more, the surer are the best of them
   */
  List<String> nearest(float[] query, int k) {
    lock.readLock().lock();
    try {
      List<String> found = new ArrayList<>(k);
      if (!nodeOf.isEmpty()) {
        KnnCollector nearest =
            HnswGraphSearcher.search(
                scorer(node -> nodes.get(node).score(query)),
                k,
                builder.getGraph(),
                alive,
                Integer.MAX_VALUE);
        for (ScoreDoc hit : nearest.topDocs().scoreDocs) {
          found.add(nodes.get(hit.doc).itemId());
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private RandomVectorScorer scorer(NodeScore score) {
    return new RandomVectorScorer() {
      @Override
      public float score(int node) {
        return score.of(node);
      }

      @Override
      public int maxOrd() {
        return nodes.size();
      }
    };
  }

  private interface NodeScore {
    float of(int node);
  }

  private final class BetweenNodes implements RandomVectorScorerSupplier {
    @Override
    public RandomVectorScorer scorer(int node) {
      PlacedItem item = nodes.get(node);
      return ItemGraph.this.scorer(other -> product(item, nodes.get(other)));
    }

    private float product(PlacedItem a, PlacedItem b) {
      float lacking = (longest - a.squaredLength()) * (longest - b.squaredLength());
      return a.product(b) + (float) Math.sqrt(lacking);
    }

    @Override
    public RandomVectorScorerSupplier copy() {
      return this;
    }
  }
}
