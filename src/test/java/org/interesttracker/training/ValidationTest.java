package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.Dl4jLstm;
import org.interesttracker.interest.SequenceInput;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.Vectors;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ValidationTest {

  private final ItemTable table = ToyData.table();
  private int batches;
  private final Timelines timelines = new Timelines(table.index(), Map.of(), 0.5);

  @Test
  void ranksByScoreAndOfEqualScoresTheEarlierFirst() {
    float[] scores = {9, 3, 5, 3, 3, 1};

    assertThat(before(scores, 0)).isZero();
    assertThat(before(scores, 1)).isEqualTo(2);
    assertThat(before(scores, 3)).isEqualTo(3);
    assertThat(before(scores, 4, 0, 1, 5)).isEqualTo(2);
  }

  private static int before(float[] scores, int target, int... met) {
    int whole = Ranking.before(scores, 0, scores.length, scores[target], target, met);
    int inBlocks = 0;
    for (int from = 0; from < scores.length; from += 2) {
      float[] block = Arrays.copyOfRange(scores, from, from + 2);
      inBlocks += Ranking.before(block, from, from + 2, scores[target], target, met);
    }
    assertThat(inBlocks).isEqualTo(whole);
    return whole;
  }

  @Test
  void aCatalogInBlocksIsRankedAsTheWhole() {
    Random random = new Random(8);
    try (CatalogRanking whole = new CatalogRanking(table, () -> {});
        CatalogRanking blocks = new CatalogRanking(table, () -> {}, 7)) {
      for (int query = 0; query < 2 * CatalogRanking.ROWS + 5; query++) {
        float[] prediction = HashEncoder.direction(random, ToyData.DIMENSION);
        int target = random.nextInt(ToyData.ITEMS);
        int[] met = random.ints(6, 0, ToyData.ITEMS).filter(i -> i != target).distinct().toArray();
        whole.add(new CatalogRanking.Query(prediction, target, met));
        blocks.add(new CatalogRanking.Query(prediction, target, met));
      }
      Ranking expected = whole.finish();

      assertThat(blocks.finish()).usingRecursiveComparison().isEqualTo(expected);
      assertThat(expected.predictions()).isEqualTo(2 * CatalogRanking.ROWS + 5);
    }
  }

  @Test
  void ofTooManyTargetsThoseOfSomeUsersAreDrawn() {
    List<Timeline> users = timelines.of(events());
    long all = validation(users).targets();
    Validation drawn = new Validation(users, 100, 3);

    assertThat(all).isGreaterThan(500);
    assertThat(drawn.targets()).isBetween(100L, 110L);
    assertThat(figure(drawn)).isEqualTo(figure(new Validation(users, 100, 3)));
    assertThat(figure(drawn)).isNotEqualTo(figure(new Validation(users, 100, 4)));
  }

  private static double figure(Validation validation) {
    return validation.popularity(new int[ToyData.ITEMS]).mrr();
  }

  private static Validation validation(List<Timeline> users) {
    return new Validation(users, Integer.MAX_VALUE, 1);
  }

  @Test
  void figuresAreThoseOfTheFormulas() {
    Ranking ranking = new Ranking();
    ranking.add(1);
    ranking.add(3);
    ranking.add(10);
    ranking.add(11);

    assertThat(ranking.hitRate()).isEqualTo(0.75);
    assertThat(ranking.ndcg()).isCloseTo((1 + 0.5 + Math.log(2) / Math.log(11)) / 4, within(1e-12));
    assertThat(ranking.mrr()).isCloseTo((1 + 1 / 3.0 + 0.1 + 1 / 11.0) / 4, within(1e-12));
  }

  @Test
  void targetsAreNewItemsThatTheUserDidNotTurnDown() {
    Timeline timeline =
        timelines
            .of(
                List.of(
                    ToyData.event("u", "i1", EventType.CLICK, 1),
                    ToyData.event("u", "i2", EventType.CLICK, 2),
                    ToyData.event("u", "i3", EventType.CLICK, 3),
                    ToyData.event("u", "i4", EventType.CLICK, 4),
                    ToyData.event("u", "i5", EventType.SKIP, 5),
                    ToyData.event("u", "i1", EventType.LIKE, 6),
                    ToyData.event("u", "i5", EventType.CLICK, 7),
                    ToyData.event("u", "i6", EventType.LIKE, 8)))
            .get(0);

    assertThat(Trial.of(timeline).targets()).containsExactly(7);
    assertThat(timeline.trainingTargets()).containsExactly(2, 3, 4, Timeline.NONE).hasSize(4);
  }

  @Test
  void manyUsersTogetherGiveWhatOneAfterTheOtherGives() {
    List<Timeline> users = timelines.of(events());
    LstmWeights weights = weights();

    Ranking together = validation(users).model(weights, table, () -> batches++);
    Ranking single = oneByOne(users, weights);

    assertThat(together.predictions()).isEqualTo(single.predictions()).isGreaterThan(500);
    assertThat(batches).isEqualTo(validation(users).batches()).isGreaterThan(2);
    assertThat(together.mrr()).isCloseTo(single.mrr(), within(1e-9));
    assertThat(together.hitRate()).isEqualTo(single.hitRate());
  }

  @Test
  void popularityRanksByCount() {
    List<Timeline> users =
        timelines.of(
            List.of(
                ToyData.event("u", "i1", EventType.CLICK, 1),
                ToyData.event("u", "i2", EventType.CLICK, 2),
                ToyData.event("u", "i9", EventType.CLICK, 3),
                ToyData.event("u", "i3", EventType.CLICK, 4)));
    int[] counts = new int[ToyData.ITEMS];
    counts[1] = 9;
    counts[7] = 5;
    counts[9] = 3;

    // i9 comes after i7, since i1 is met; i3 after i7 and, of those without a count, i0.
    assertThat(validation(users).popularity(counts).mrr())
        .isCloseTo((1 / 2.0 + 1 / 3.0) / 2, within(1e-12));
  }

  /** The obvious way, in loops over users, events and items. */
  private Ranking oneByOne(List<Timeline> users, LstmWeights weights) {
    Ranking ranking = new Ranking();
    try (Dl4jLstm lstm = new Dl4jLstm("v", weights)) {
      for (Timeline user : users) {
        float[] h = new float[lstm.hiddenSize()];
        float[] c = new float[lstm.hiddenSize()];
        float[] x = new float[lstm.inputSize()];
        float[] y = new float[lstm.outputSize()];
        Set<Integer> met = new HashSet<>();
        for (int event = 0; event < user.length(); event++) {
          int item = user.items()[event];
          if (event >= user.trained() && user.isTarget(event) && !met.contains(item)) {
            ranking.add(rank(y, item, met));
          }
          met.add(item);
          user.writeInput(event, table, new float[ToyData.DIMENSION], x, 0);
          lstm.step(1, x, h, c, y);
        }
      }
    }
    return ranking;
  }

  private int rank(float[] y, int target, Set<Integer> met) {
    int rank = 1;
    for (int item = 0; item < table.size(); item++) {
      if (!met.contains(item) && score(y, item) > score(y, target)) {
        rank++;
      }
    }
    return rank;
  }

  private double score(float[] y, int item) {
    return Vectors.dot(y, table.vectors(new int[] {item}));
  }

  private static LstmWeights weights() {
    TrainableLstm lstm = new TrainableLstm(ToyData.DIMENSION, 16, 1, DataType.FLOAT);
    float[] parameters = lstm.parameters();
    Random random = new Random(9);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) (0.3 * random.nextGaussian());
    }
    lstm.setParameters(parameters);
    assertThat(lstm.weights().inputSize()).isEqualTo(SequenceInput.size(ToyData.DIMENSION));
    return lstm.weights();
  }

  /** Histories of many lengths, with repeats and refusals. */
  private static List<Event> events() {
    Random random = new Random(4);
    List<Event> events = new ArrayList<>();
    for (int user = 0; user < 300; user++) {
      int length = 3 + random.nextInt(20);
      for (int k = 0; k < length; k++) {
        EventType type = EventType.teaching().get(random.nextInt(EventType.teaching().size()));
        events.add(ToyData.event("u" + user, "i" + random.nextInt(ToyData.ITEMS), type, k));
      }
    }
    return events;
  }
}
