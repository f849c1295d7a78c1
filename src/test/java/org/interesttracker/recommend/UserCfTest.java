package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.weight;
import static org.interesttracker.recommend.SmallWorld.likes;

import java.nio.file.Path;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.similarity.UserItems;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.similarity.UserSimilarity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCfTest {

  private static final InterestUpdate ANN = likes("ann", weight("a", 1), weight("b", -2));

  @TempDir private Path folder;
  private SmallWorld world;
  private UserPool pool;

  @BeforeEach
  void fill() throws Exception {
    world = new SmallWorld(folder);
    pool = new UserPool(10, world.catalog().numbers());
  }

  @Test
  void aUserGetsWhatLikeUsersMetAndNothingOfOneWhoIsErased() {
    UserCf userCf = new UserCf(pool, UserSimilarity.COSINE);
    InterestUpdate bob = likes("bob", weight("c", 1), weight("a", 1));
    pool.learn(UserCf.itemsOf(ANN, UserSimilarity.COSINE));
    assertThat(world.scores(userCf, ANN)).as("not from oneself").isEmpty();
    pool.learn(UserCf.itemsOf(bob, UserSimilarity.COSINE));
    Map<String, Double> scores = world.scores(userCf, ANN);
    assertThat(scores).containsOnlyKeys("a", "c");
    assertThat(scores.get("c")).isCloseTo(1 / Math.sqrt(2) * 0.9, within(1e-6));
    pool.learn(UserCf.itemsOf(likes("bob"), UserSimilarity.COSINE));
    assertThat(world.scores(userCf, ANN)).isEmpty();
  }

  @Test
  void theCosineGoesByWhatWasNotTurnedDownAndPearsonByWeights() {
    UserItems met = UserCf.itemsOf(ANN, UserSimilarity.COSINE);
    assertThat(met.itemIds()).containsExactly("a", "b");
    assertThat(met.weights()).containsExactly(1, 0);
    assertThat(UserCf.itemsOf(ANN, UserSimilarity.PEARSON).weights()).containsExactly(1, -2);
  }
}
