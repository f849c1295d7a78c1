package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users walk in circles through the items, each some places at a time. */
class LiveLearnerTest {

  private static final int D = 8;
  private static final int ITEMS = 30;
  private static final int USERS = 20;

  @TempDir private Path folder;
  private LiveLearner learner;
  private InterestModel start;
  private int clock;

  @BeforeEach
  void begin() throws Exception {
    start = ModelFiles.read(ModelFixtures.untrained(folder, D, 16, 1));
    learner = new LiveLearner(start, LiveSettings.defaults(), 200, item -> null);
  }

  @Test
  void whatWasLearnedForeseesBetterThanWhatWasNot() {
    walk(3_000, 1);
    LiveLearner.Comparison comparison = learner.compare(learner.learned());
    assertThat(comparison.targets()).isEqualTo(200);
    assertThat(comparison.isWorse()).isFalse();
    assertThat(comparison.ndcg()).isGreaterThan(2 * comparison.before());
  }

  @Test
  void aModelThatLearnsBeatsOneThatDoesNotWhenTasteChanges() {
    walk(3_000, 1);
    InterestModel frozen = learner.learned();
    learner.inForce(frozen);
    walk(3_000, 7);
    LiveLearner.Comparison comparison = learner.compare(learner.learned());
    assertThat(comparison.ndcg()).isGreaterThan(1.5 * comparison.before());
  }

  @Test
  void aModelThatKnowsNothingIsWorse() {
    walk(3_000, 1);
    learner.inForce(learner.learned());
    assertThat(learner.compare(start).isWorse()).isTrue();
    assertThat(learner.compare(learner.learned()).isWorse()).as("the same again").isFalse();
  }

  @Test
  void eventsAreHeldBackFromLearningUntilNewerOnesCome() {
    walk(200, 1);
    assertThat(learner.learned().residuals()).isEmpty();
    walk(1, 1);
    assertThat(learner.learned().residuals()).hasSize(1);
  }

  @Test
  void aForgottenUserIsNoTarget() {
    walk(400, 1);
    for (int user = 0; user < USERS; user++) {
      learner.forget("u" + user);
    }
    assertThat(learner.compare(start).targets()).isZero();
    walk(400, 1);
    assertThat(learner.compare(start).targets()).as("who comes again is new").isEqualTo(200);
  }

  private void walk(int events, int step) {
    for (int e = 0; e < events; e++, clock++) {
      int user = clock % USERS;
      int item = (user + clock / USERS * step) % ITEMS;
      learner.observe(
          "u" + user, new TailEvent("i" + item, EventType.CLICK, null, 1, 1_000L * clock, null));
    }
  }
}
