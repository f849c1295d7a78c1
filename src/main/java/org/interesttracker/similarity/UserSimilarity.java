package org.interesttracker.similarity;

/** How alike two users are, by what both said of the items that both have met. */
public enum UserSimilarity {

  /** Σ r·x·y over the items in common, over the norms of all of both users' weights. */
  COSINE {
    @Override
    double center(PoolUser user) {
      return 0;
    }

    @Override
    double of(Overlap overlap, PoolUser a, PoolUser b) {
      return overlap.xy() / (a.norm() * b.norm());
    }
  },

  /**
   * Pearson's correlation over the n items in common, about the users' means over all of their own
   * items (Herlocker et al. 1999), times n / (n + 5), against correlations that rest on few.
   * Nothing where one of the two says the same of all.
   */
  PEARSON {
    @Override
    double center(PoolUser user) {
      return user.mean();
    }

    @Override
    double of(Overlap overlap, PoolUser a, PoolUser b) {
      return overlap.xy()
          / Math.sqrt(overlap.xx() * overlap.yy())
          * overlap.items()
          / (overlap.items() + SHRINKAGE);
    }
  };

  private static final double SHRINKAGE = 5;

  /** What is taken off the user's weights. */
  abstract double center(PoolUser user);

  /** Not a number where it is not defined. */
  abstract double of(Overlap overlap, PoolUser a, PoolUser b);

  /**
   * Sums over the items in common, of the centered weights x and y and the recency r of the item
   * for the first user.
   *
   * @param items how many
   * @param xy Σ r·x·y
   * @param xx Σ r·x²
   * @param yy Σ r·y²
   */
  record Overlap(int items, double xy, double xx, double yy) {}
}
