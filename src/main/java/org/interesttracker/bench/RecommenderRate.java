package org.interesttracker.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.UserLinks;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.SharedItems;
import org.interesttracker.recommend.Blend;
import org.interesttracker.recommend.RecommendSettings;
import org.interesttracker.recommend.Recommender;
import org.interesttracker.recommend.Scorers;
import org.interesttracker.recommend.UserCf;
import org.interesttracker.recommend.UserWeights;
import org.interesttracker.similarity.LocalSimilarity;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.text.TermIndex;

/**
 * Lists by all models that are on by default, with their reasons, one thread, in lists a second:
 * what the operator does but for its state. Items are {@link BenchItems}; 2,000 users met 60,000 of
 * them by Zipf's law, and were counted.
 */
final class RecommenderRate implements Rate, AutoCloseable {

  private static final int EVENTS = 60_000;
  private static final int RECENT = 20;
  private static final int FEWEST = 3;
  private static final int BUNDLE = 256;
  private static final int BUNDLES = 2;
  private static final int SEEN = 30;

  private final SharedItems shared = new SharedItems();
  private final PipelineSettings settings = new PipelineSettings(new Configuration());
  private final RecommendSettings recommend = settings.recommend();
  private final Catalog catalog;
  private final SimilarityTable similarity;
  private final UserPool pool;
  private final Recommender recommender;
  private final List<InterestUpdate> users = new ArrayList<>();

  RecommenderRate(int items) throws Exception {
    BenchItems generated = new BenchItems(items);
    catalog = new Catalog(generated.model(), shared, recommend.exactUpTo());
    TermIndex terms = new TermIndex(catalog.numbers());
    generated.items().forEach(catalog::put);
    generated.items().forEach(terms::put);
    similarity = new SimilarityTable(settings.similarity().channels(), catalog.numbers());
    pool = new UserPool(recommend.userPoolSize(), catalog.numbers());
    learn(generated);
    recommender =
        new Recommender(
            recommend,
            catalog,
            similarity,
            new Scorers(recommend, catalog, similarity, terms, pool).make(recommend.models()),
            new Blend(recommend.models(), recommend.blend()));
    while (shared.waiting() > 0) {
      Thread.sleep(20);
    }
  }

  private void learn(BenchItems items) {
    InterestSettings interest = settings.interest();
    LocalSimilarity counts = new LocalSimilarity(settings.similarity());
    Map<String, UserLinks> links = new HashMap<>();
    Map<String, List<Integer>> latestFirst = new HashMap<>();
    for (Event event : BenchEvents.zipf(EVENTS, items.met())) {
      links
          .computeIfAbsent(event.userId(), user -> new UserLinks(interest))
          .take(event, counts::add);
      List<Integer> recent = latestFirst.computeIfAbsent(event.userId(), user -> new ArrayList<>());
      Integer item = Integer.valueOf(event.itemId().substring("item-".length()));
      recent.remove(item);
      recent.add(0, item);
    }
    counts.drain(similarity::put);
    latestFirst.forEach((user, all) -> learn(items, user, all));
  }

  private void learn(BenchItems items, String user, List<Integer> latestFirst) {
    if (latestFirst.size() >= FEWEST) {
      List<Integer> recent = latestFirst.subList(0, Math.min(RECENT, latestFirst.size()));
      InterestUpdate interest = items.interest(user, recent);
      pool.learn(UserCf.itemsOf(interest, recommend.userSimilarity()));
      users.add(interest);
    }
  }

  @Override
  public double perSecond() {
    long start = System.nanoTime();
    for (int from = 0; from < BUNDLES * BUNDLE; from += BUNDLE) {
      List<InterestUpdate> bundle = users.subList(from, from + BUNDLE);
      recommender.prepare(bundle);
      bundle.forEach(this::list);
    }
    return BUNDLES * BUNDLE * 1e9 / (System.nanoTime() - start);
  }

  private void list(InterestUpdate user) {
    int items =
        recommender
            .recommend(
                user.userId(), recommender.rank(user, SEEN, item -> false, UserWeights.NONE), user)
            .items()
            .size();
    if (items < recommend.topK()) {
      throw new IllegalStateException("A list has %d items".formatted(items));
    }
  }

  @Override
  public void close() {
    shared.close();
  }
}
