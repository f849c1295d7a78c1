package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.Lstm;
import org.interesttracker.interest.SequenceInput;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users walk in circles through the items: after item n comes n + 1. */
class LiveTrainerTest {

  private static final int D = 8;
  private static final int ITEMS = 12;

  @TempDir private Path folder;
  private InterestModel start;

  @BeforeEach
  void read() throws Exception {
    start = ModelFiles.read(ModelFixtures.untrained(folder, D, 16, 1));
  }

  @Test
  void learnsWhatFollowsWhat() {
    LiveTrainer.Learned learned = walk(3_000, 30).learned();
    int right = 0;
    for (int item = 0; item < ITEMS; item++) {
      right += predicted(learned, item) == (item + 1) % ITEMS ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(ITEMS - 1);
  }

  @Test
  void theSameEventsGiveTheSameWeights() {
    assertThat(walk(500, 30).learned())
        .usingRecursiveComparison()
        .isEqualTo(walk(500, 30).learned());
  }

  @Test
  void whatWasLearnedIsReadFromFilesAsItWas() throws Exception {
    LiveTrainer.Learned learned = walk(300, 30).learned();
    InterestModel written =
        ModelFiles.write(
            folder.resolve("live"),
            learned.lstm(),
            start.projections(),
            learned.residuals(),
            learned.biases(),
            learned.links(),
            ItemNetworks.NONE,
            Map.of(),
            Map.of(),
            Map.of());
    InterestModel read = ModelFiles.read(folder.resolve("live"));
    assertThat(read).usingRecursiveComparison().ignoringFields("links").isEqualTo(written);
    assertThat(read.links().pairs()).isEqualTo(learned.links().pairs()).isPositive();
    assertThat(read.links().weightOf(read.links().find("i3"), read.links().find("i4")))
        .isEqualTo(learned.links().weightOf(learned.links().find("i3"), learned.links().find("i4")))
        .isNotZero();
    assertThat(written.lstm().skip()).isNotNull();
    assertThat(written.biases().of("i3")).isGreaterThan(written.biases().of("never met"));
  }

  @Test
  void aNetworkThatKnowsFewerThanHalfOfTheItemsBeginsAnew() {
    assertThat(firstRoundFrom(ITEMS / 2)).as("moved on").isLessThan(0.1);
    assertThat(firstRoundFrom(ITEMS / 2 - 1)).as("another").isGreaterThan(0.2);
  }

  /** How far the first round takes a weight of the network in the mean, if so many are known. */
  private double firstRoundFrom(int known) {
    Map<String, float[]> residuals = new HashMap<>();
    for (int item = 0; item < known; item++) {
      residuals.put("i" + item, new float[D]);
    }
    start =
        new InterestModel(
            start.card(),
            start.lstm(),
            start.projections(),
            residuals,
            ItemBiases.NONE,
            new ItemLinks(),
            ItemNetworks.NONE);
    float[] before = start.lstm().recurrent();
    float[] after = walk(LiveSettings.defaults().roundEvents(), 5).learned().lstm().recurrent();
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs(after[i] - before[i]);
    }
    return sum / before.length;
  }

  @Test
  void aMemoryThatIsFullForgetsTheOldestAndGoesOn() {
    LiveMemory memory = new LiveMemory(4);
    for (int e = 0; e < 7; e++) {
      memory.add(e % 2 == 0 ? "even" : "odd", event("i" + e, e), e);
    }
    assertThat(memory.first()).isEqualTo(3);
    assertThat(memory.upTo(6, 10)).containsExactly(4, 6);
    assertThat(memory.upTo(5, 10)).containsExactly(3, 5);
    assertThat(memory.upTo(5, 1)).containsExactly(5);
    assertThat(memory.item(6)).isEqualTo(6);
  }

  @Test
  void aDislikedItemIsNoTarget() {
    LiveMemory memory = new LiveMemory(4);
    memory.add("u", new TailEvent("i", EventType.DISLIKE, null, -3, 0, null), 0);
    memory.add("u", new TailEvent(null, EventType.SEARCH, null, 1, 0, null), LiveMemory.NONE);
    memory.add("u", event("i", 0), 0);
    assertThat(memory.isTarget(0)).isFalse();
    assertThat(memory.isTarget(1)).isFalse();
    assertThat(memory.isTarget(2)).isTrue();
  }

  private LiveTrainer walk(int events, int users) {
    LiveTrainer trainer = new LiveTrainer(start, LiveSettings.defaults());
    Random random = new Random(5);
    int[] places = random.ints(users, 0, ITEMS).toArray();
    for (int e = 0; e < events; e++) {
      int user = random.nextInt(users);
      trainer.observe("u" + user, event("i" + places[user], e * 60_000L), null);
      places[user] = (places[user] + 1) % ITEMS;
      if (trainer.isDue()) {
        trainer.learn();
      }
    }
    return trainer;
  }

  private int predicted(LiveTrainer.Learned learned, int item) {
    float[] x = new float[SequenceInput.size(D)];
    SequenceInput.write(
        x, 0, D, learned.residuals().get("i" + item), EventType.CLICK, null, 60_000);
    float[] y = new float[D];
    try (Lstm lstm = new Lstm("live", learned.lstm())) {
      lstm.step(1, x, new float[16], new float[16], y);
    }
    int best = 0;
    for (int other = 1; other < ITEMS; other++) {
      best = score(learned, y, item, other) > score(learned, y, item, best) ? other : best;
    }
    return best;
  }

  private static double score(LiveTrainer.Learned learned, float[] y, int latest, int item) {
    ItemLinks links = learned.links();
    double score =
        learned.biases().of("i" + item)
            + links.weightOf(links.find("i" + latest), links.find("i" + item));
    for (int d = 0; d < D; d++) {
      score += y[d] * learned.residuals().get("i" + item)[d];
    }
    return score;
  }

  private static TailEvent event(String item, long timestamp) {
    return new TailEvent(item, EventType.CLICK, null, 1, timestamp, null);
  }
}
