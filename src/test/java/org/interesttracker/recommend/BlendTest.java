package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlendTest {

  private static final List<String> MODELS = List.of("one", "two");
  private static final BlendSettings SETTINGS = new BlendSettings(0.2, 0.1, 0.1, 0.05);

  /** Two candidates: the first is what model one says, the second what model two says. */
  private static final float[] OPPOSED = {1, 0, 0, 2};

  private final Blend blend = new Blend(MODELS, SETTINGS);

  @Test
  void aFeatureIsTheLogOfTheShare() {
    assertThat(Blend.feature(0)).isZero();
    assertThat(Blend.feature(0.001)).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(Blend.feature(1)).isEqualTo(Blend.maxFeature()).isCloseTo(6.9088f, within(1e-4f));
  }

  @Test
  void aScoreIsTheSumOfWeightsTimesFeatures() {
    float[] features = {9, 9, 3, 0.5f};
    // 0.2·3 + 0.2·0.5
    assertThat(Blend.score(blend.weights(0), features, 2)).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void aLessonIsAStepOfAdaGrad() {
    // scores 0.2 and 0.4, so p(first) = 1 / (1 + e^0.2)
    double first = 1 / (1 + Math.exp(0.2));
    double[] gradient = {first - 1, 2 * (1 - first)};
    assertThat(Blend.gradient(blend.weights(1), OPPOSED, 0))
        .containsExactly(gradient, within(1e-12));
    blend.learn(OPPOSED, 0, 1, UserWeights.NONE);
    for (int m = 0; m < 2; m++) {
      double step = gradient[m] / Math.sqrt(1e-3 + gradient[m] * gradient[m]);
      assertThat(blend.commonWeight(m)).isCloseTo(0.2 - 0.1 * step, within(1e-12));
      assertThat(blend.weights(0)[m]).as("other groups").isEqualTo(blend.commonWeight(m));
      assertThat(blend.weights(1)[m]).isCloseTo(0.2 - 0.15 * step, within(1e-12));
    }
  }

  @Test
  void theGradientIsThatOfTheLoss() {
    Random random = new Random(3);
    float[] features = features(random, 7, 2);
    blend.learn(features(random, 7, 2), 4, 2, UserWeights.NONE);
    BlendState at = blend.toState();
    double[] gradient = Blend.gradient(blend.weights(2), features, 3);
    double h = 1e-6;
    for (int m = 0; m < 2; m++) {
      double up = Blend.loss(moved(at, m, h).weights(2), features, 3);
      double down = Blend.loss(moved(at, m, -h).weights(2), features, 3);
      assertThat((up - down) / (2 * h)).isCloseTo(gradient[m], within(1e-6));
    }
  }

  private static Blend moved(BlendState state, int weight, double by) {
    double[] weights = state.weights().clone();
    weights[weight] += by;
    Blend moved = new Blend(MODELS, SETTINGS);
    moved.restore(new BlendState(state.models(), weights, state.squares(), state.evidence()));
    return moved;
  }

  @Test
  void theBetterOfTwoModelsIsPreferred() {
    Random random = new Random(11);
    for (int lesson = 0; lesson < 500; lesson++) {
      int target = random.nextInt(20);
      float[] features = features(random, 20, 2);
      // model one says something of what comes, model two nothing
      features[2 * target] += 2;
      blend.learn(features, target, lesson % 4, UserWeights.NONE);
    }
    for (int group = 0; group < 4; group++) {
      double[] weights = blend.weights(group);
      assertThat(weights[0]).isGreaterThan(0.5).isGreaterThan(5 * Math.abs(weights[1]));
    }
  }

  @Test
  void groupsThatDifferGetWeightsThatDiffer() {
    Random random = new Random(12);
    for (int lesson = 0; lesson < 1_000; lesson++) {
      int group = lesson % 2;
      int target = random.nextInt(20);
      float[] features = features(random, 20, 2);
      features[2 * target + group] += 2;
      blend.learn(features, target, group, UserWeights.NONE);
    }
    assertThat(blend.weights(0)[0]).isGreaterThan(blend.weights(0)[1]);
    assertThat(blend.weights(1)[1]).isGreaterThan(blend.weights(1)[0]);
  }

  @Test
  void modelsThatSayTheSameKeepEqualWeights() {
    Random random = new Random(13);
    for (int lesson = 0; lesson < 100; lesson++) {
      float[] features = features(random, 10, 1);
      float[] twice = new float[20];
      for (int i = 0; i < 20; i++) {
        twice[i] = features[i / 2];
      }
      blend.learn(twice, random.nextInt(10), 3, UserWeights.NONE);
    }
    assertThat(blend.weights(3)[0]).isEqualTo(blend.weights(3)[1]).isNotEqualTo(0.2);
  }

  @Test
  void aLessonOfAUserIsAStepThatAPriorDrawsBackAndComparesTheWeights() {
    UserWeights before = new UserWeights(new String[] {"one", "two"}, new float[] {.5f, -.25f}, 2);
    // scores 0.7 and -0.1 by the user's own weights, 0.2 and 0.4 by the group's
    double own = 1 / (1 + Math.exp(-0.8));
    double shared = 1 / (1 + Math.exp(0.2));
    UserWeights after = blend.learn(OPPOSED, 0, 1, before);
    assertThat(after.offsets()[0]).isCloseTo((float) (0.495 - 0.05 * (own - 1)), within(1e-6f));
    assertThat(after.offsets()[1])
        .isCloseTo((float) (-0.2475 - 0.05 * 2 * (1 - own)), within(1e-6f));
    assertThat(after.advantage()).isCloseTo((float) (1.98 + Math.log(own / shared)), within(1e-6f));
  }

  @Test
  void aUsersOffsetsCountByTheProbabilityThatTheyAreBetter() {
    UserWeights user = new UserWeights(new String[] {"one", "two"}, new float[] {.5f, -.25f}, 2);
    // odds of 1 to 9 beforehand, times e^2
    double share = Math.exp(2) / (Math.exp(2) + 9);
    assertThat(blend.ownShare(user)).isCloseTo(share, within(1e-12));
    assertThat(blend.weights(1, user))
        .containsExactly(new double[] {0.2 + 0.5 * share, 0.2 - 0.25 * share}, within(1e-12));
    assertThat(blend.ownShare(UserWeights.NONE)).isCloseTo(0.1, within(1e-12));
    assertThat(blend.weights(1, UserWeights.NONE)).containsExactly(blend.weights(1));
  }

  @Test
  void whatUsersShareIsLearnedAsIfThereWereNoOffsets() {
    UserWeights user = new UserWeights(new String[] {"one", "two"}, new float[] {.5f, -.25f}, 9);
    Blend other = new Blend(MODELS, SETTINGS);
    blend.learn(OPPOSED, 0, 1, user);
    other.learn(OPPOSED, 0, 1, UserWeights.NONE);
    assertThat(blend.toState()).usingRecursiveComparison().isEqualTo(other.toState());
  }

  @Test
  void usersOfOneGroupThatDifferGetWeightsThatDiffer() {
    Random random = new Random(14);
    UserWeights[] users = {UserWeights.NONE, UserWeights.NONE};
    for (int lesson = 0; lesson < 1_000; lesson++) {
      int user = lesson % 2;
      int target = random.nextInt(20);
      float[] features = features(random, 20, 2);
      features[2 * target + user] += 2;
      users[user] = blend.learn(features, target, 3, users[user]);
    }
    for (int user = 0; user < 2; user++) {
      double[] weights = blend.weights(3, users[user]);
      assertThat(weights[user]).isGreaterThan(weights[1 - user]);
      assertThat(blend.ownShare(users[user])).isGreaterThan(0.99);
    }
  }

  @Test
  void aUserWhoIsAsTheOthersKeepsTheirWeights() {
    Random random = new Random(15);
    UserWeights user = UserWeights.NONE;
    for (int lesson = 0; lesson < 1_000; lesson++) {
      int target = random.nextInt(20);
      float[] features = features(random, 20, 2);
      features[2 * target] += 2;
      UserWeights learned = blend.learn(features, target, 3, user);
      user = lesson % 10 == 0 ? learned : user;
    }
    assertThat(blend.ownShare(user)).isLessThan(0.5);
  }

  @Test
  void aUsersOffsetsFollowTheNamesOfTheModels() {
    UserWeights user = new UserWeights(new String[] {"one", "two"}, new float[] {.5f, -.25f}, 999);
    Blend other = new Blend(List.of("two", "three"), SETTINGS);
    assertThat(other.weights(0, user)).containsExactly(0.2 - 0.25, 0.2);
  }

  @Test
  void aPriorOfNothingLeavesTheGroupsWeights() {
    UserWeights user = new UserWeights(new String[] {"one", "two"}, new float[] {.5f, -.25f}, 50);
    Blend shared = new Blend(MODELS, new BlendSettings(0.2, 0.1, 0, 0.02));
    assertThat(shared.ownShare(user)).isZero();
    assertThat(shared.weights(1, user)).containsExactly(shared.weights(1));
  }

  @Test
  void aRateOfNothingLearnsNothing() {
    Blend fixed = new Blend(MODELS, new BlendSettings(0.2, 0, 0.1, 0));
    fixed.learn(OPPOSED, 0, 1, UserWeights.NONE);
    assertThat(fixed.weights(1)).containsExactly(0.2, 0.2);
  }

  @Test
  void usersAreGroupedByHowMuchIsKnown() {
    assertThat(List.of(0L, 4L, 5L, 19L, 20L, 99L, 100L, 1_000_000L).stream().map(Blend::group))
        .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
  }

  @Test
  void learningGoesOnFromItsState() {
    blend.learn(OPPOSED, 0, 1, UserWeights.NONE);
    Blend restored = new Blend(MODELS, SETTINGS);
    restored.restore(blend.toState());
    blend.learn(OPPOSED, 1, 2, UserWeights.NONE);
    restored.learn(OPPOSED, 1, 2, UserWeights.NONE);
    assertThat(restored.toState()).usingRecursiveComparison().isEqualTo(blend.toState());
  }

  @Test
  void aModelThatIsNewBeginsAsNewAndTheOthersGoOn() {
    blend.learn(OPPOSED, 0, 1, UserWeights.NONE);
    Blend other = new Blend(List.of("two", "three"), SETTINGS);
    other.restore(blend.toState());
    assertThat(other.weights(1)).containsExactly(blend.weights(1)[1], 0.2);
  }

  @Test
  void blendsAreMergedByEvidence() {
    BlendState much = state(1, 3, new long[] {30, 30, 0, 0, 0});
    BlendState little = state(2, 7, new long[] {10, 0, 10, 0, 0});
    BlendState merged = BlendState.merge(List.of(much, little));
    // all: (30·1 + 10·2) / 40; the first group by the one, the second by the other, then half each
    assertThat(merged.weights()).containsExactly(1.25, 1, 2, 1.5, 1.5);
    assertThat(merged.squares()).containsExactly(4, 3, 7, 5, 5);
    assertThat(merged.evidence()).containsExactly(20, 15, 5, 0, 0);
    assertThat(BlendState.merge(List.of(much))).usingRecursiveComparison().isEqualTo(much);
  }

  @Test
  void blendsOfDifferentModelsAreNotMerged() {
    List<BlendState> states =
        List.of(blend.toState(), new Blend(List.of("one"), SETTINGS).toState());
    assertThatThrownBy(() -> BlendState.merge(states))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Blends of different models cannot be merged");
  }

  private static BlendState state(double weight, double square, long[] evidence) {
    double[] weights = {weight, weight, weight, weight, weight};
    double[] squares = {square, square, square, square, square};
    return new BlendState(new String[] {"one"}, weights, squares, evidence);
  }

  private static float[] features(Random random, int candidates, int models) {
    float[] features = new float[candidates * models];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return features;
  }
}
