package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.weight;
import static org.interesttracker.recommend.SmallWorld.likes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.Consent;
import org.interesttracker.event.Purpose;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ToLearn;
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
  void whoMayNotBeLearnedOfLeavesThePoolAndComesBackWithWhatMayBe() {
    UserCf userCf = new UserCf(pool, UserSimilarity.COSINE);
    InterestUpdate bob = likes("bob", weight("c", 1), weight("d", 1), weight("a", 1));
    ToLearn some = new ToLearn(List.of(weight("d", 1), weight("a", 1)), List.of());
    pool.learn(UserCf.itemsOf(bob, UserSimilarity.COSINE));
    assertThat(world.scores(userCf, ANN)).containsOnlyKeys("a", "c", "d");
    Consent without = Consent.byDefault(List.of(Purpose.PROFILE, Purpose.RECOMMEND));
    pool.learn(UserCf.itemsOf(Fixture.with(bob, without, some), UserSimilarity.COSINE));
    assertThat(pool.size()).isZero();
    pool.learn(UserCf.itemsOf(Fixture.with(bob, Consent.ALL, some), UserSimilarity.COSINE));
    assertThat(world.scores(userCf, ANN)).containsOnlyKeys("a", "d");
  }

  @Test
  void whoMayNotBeLearnedOfIsRecommendedByOthersAllTheSame() {
    UserCf userCf = new UserCf(pool, UserSimilarity.COSINE);
    pool.learn(UserCf.itemsOf(likes("bob", weight("c", 1), weight("a", 1)), UserSimilarity.COSINE));
    ToLearn nothing = new ToLearn(List.of(), List.of());
    Consent without = Consent.byDefault(List.of(Purpose.PROFILE, Purpose.RECOMMEND));
    assertThat(world.scores(userCf, Fixture.with(ANN, without, nothing)))
        .isEqualTo(world.scores(userCf, ANN))
        .isNotEmpty();
  }

  @Test
  void theCosineGoesByWhatWasNotTurnedDownAndPearsonByWeights() {
    UserItems met = UserCf.itemsOf(ANN, UserSimilarity.COSINE);
    assertThat(met.itemIds()).containsExactly("a", "b");
    assertThat(met.weights()).containsExactly(1, 0);
    assertThat(UserCf.itemsOf(ANN, UserSimilarity.PEARSON).weights()).containsExactly(1, -2);
  }
}
