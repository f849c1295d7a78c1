package org.interesttracker.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.LstmScorer;
import org.interesttracker.recommend.TopItems;

/**
 * What the sequence model proposes where it scores every item, one thread, in lists a second: the
 * users of a bundle together, as the job has them, and the best 60 items of each.
 */
final class ExactListsRate implements Rate {

  static final int USERS = 256;

  private static final int BUNDLES = 40;
  private static final int PROPOSED = 60;

  private final List<InterestUpdate> users;
  private final LstmScorer scorer;
  private final TopItems top;
  private final ItemScores scores = new ItemScores();

  ExactListsRate(int items) {
    BenchItems generated = new BenchItems(items);
    Catalog catalog = new Catalog(generated.model());
    generated.items().forEach(catalog::put);
    users =
        IntStream.range(0, USERS)
            .mapToObj(user -> generated.interest("user-" + user, generated.anyItems()))
            .toList();
    scorer = new LstmScorer(catalog);
    top = new TopItems(catalog.numbers(), PROPOSED);
  }

  @Override
  public double perSecond() {
    long start = System.nanoTime();
    for (int bundle = 0; bundle < BUNDLES; bundle++) {
      scorer.prepare(users);
      for (InterestUpdate user : users) {
        scores.clear();
        scorer.score(user, scores);
        if (top.of(scores, item -> true).length < PROPOSED) {
          throw new IllegalStateException("Fewer items were proposed than there are");
        }
      }
    }
    return BUNDLES * USERS * 1e9 / (System.nanoTime() - start);
  }
}
