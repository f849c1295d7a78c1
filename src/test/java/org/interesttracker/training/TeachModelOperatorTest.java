package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.EventWeights;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users walk in circles through the items: after item n comes n + 1. */
class TeachModelOperatorTest {

  private static final int D = 8;
  private static final int ITEMS = 30;
  private static final int USERS = 20;
  private static final int PUBLISH_EVERY = 1_500;

  @TempDir private Path folder;
  private Path model;
  private int clock;

  @BeforeEach
  void writeModel() throws Exception {
    model = ModelFixtures.untrained(folder.resolve("model"), D, 16, 1);
  }

  @Test
  void whatWasLearnedIsPublishedAndTakesOver() throws Exception {
    try (var operator = opened()) {
      walk(operator, PUBLISH_EVERY);
      ControlMessage order = activations(operator).get(0);
      InterestModel published = ModelFiles.load(order.model());
      assertThat(Path.of(URI.create(order.model())))
          .isEqualTo(folder.resolve("published").resolve(published.version()));
      assertThat(published.card().sha256()).isEqualTo(order.sha256());
      assertThat(published.residuals()).hasSize(ITEMS);
      assertThat(published.card().figures().get("held_back_NDCG@10"))
          .isGreaterThan(published.card().figures().get("held_back_NDCG@10_before"));
      assertThat(decisions(operator))
          .singleElement()
          .satisfies(
              decision -> {
                assertThat(decision.name()).isEqualTo(QualityMetric.MODEL_PUBLISHED);
                assertThat(decision.model()).isEqualTo(published.version());
                assertThat(decision.value()).isGreaterThan(decision.before());
              });
    }
  }

  @Test
  void learningGoesOnFromThePublishedModelAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    String version;
    try (var operator = opened()) {
      walk(operator, PUBLISH_EVERY);
      version = ModelFiles.load(activations(operator).get(0).model()).version();
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness("published")) {
      operator.initializeState(snapshot);
      operator.open();
      walk(operator, PUBLISH_EVERY);
      InterestModel next = ModelFiles.load(activations(operator).get(0).model());
      assertThat(next.card().data()).containsEntry("after", version);
    }
  }

  @Test
  void aDamagedModelIsRefusedWithAReason() throws Exception {
    Path damaged = ModelFixtures.untrained(folder.resolve("damaged"), D, 16, 2);
    Files.writeString(damaged.resolve("weights.bin"), "damaged");
    Path other = ModelFixtures.untrained(folder.resolve("other"), D + 1, 16, 2);
    try (var operator = opened()) {
      for (Path refused : List.of(damaged, other, folder.resolve("none"))) {
        operator.processElement2(new StreamRecord<>(order(refused)));
      }
      assertThat(activations(operator)).isEmpty();
      assertThat(decisions(operator))
          .hasSize(3)
          .allSatisfy(d -> assertThat(d.name()).isEqualTo(QualityMetric.MODEL_REFUSED));
    }
  }

  @Test
  void aModelThatForeseesWorseIsRefused() throws Exception {
    Path ignorant = ModelFixtures.untrained(folder.resolve("ignorant"), D, 16, 2);
    try (var operator = opened()) {
      walk(operator, PUBLISH_EVERY);
      operator.processElement2(new StreamRecord<>(order(ignorant)));
      assertThat(activations(operator)).as("its own alone").hasSize(1);
      assertThat(decisions(operator).get(1).name()).isEqualTo(QualityMetric.MODEL_REFUSED);
    }
  }

  @Test
  void whereNothingIsTaughtOrdersAreObeyed() throws Exception {
    Path next = ModelFixtures.untrained(folder.resolve("next"), D, 16, 2);
    try (var operator = harness("")) {
      operator.open();
      operator.processElement2(new StreamRecord<>(order(next)));
      assertThat(activations(operator)).hasSize(1);
      assertThat(decisions(operator).get(0).name()).isEqualTo(QualityMetric.MODEL_ACTIVATED);
    }
  }

  @Test
  void usersWithoutConsentTeachNothingAlsoAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var operator = opened()) {
      for (int user = 0; user < USERS; user++) {
        operator.processElement1(
            new StreamRecord<>(
                UserMessage.of(
                    new ControlMessage(
                        ControlType.CONSENT_WITHDRAWN, "u" + user, null, null, null, 1))));
      }
      walk(operator, PUBLISH_EVERY);
      snapshot = operator.snapshot(1, 1);
      assertThat(decisions(operator)).isEmpty();
    }
    try (var operator = harness("published")) {
      operator.initializeState(snapshot);
      operator.open();
      walk(operator, PUBLISH_EVERY);
      assertThat(decisions(operator)).isEmpty();
    }
  }

  @Test
  void timeIsNeverHeldUp() throws Exception {
    try (var operator = opened()) {
      operator.processWatermark1(new Watermark(5));
      operator.processWatermark2(new Watermark(7));
      assertThat(operator.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
    }
  }

  private Harness opened() throws Exception {
    var operator = harness("published");
    operator.open();
    return operator;
  }

  private Harness harness(String publish) throws Exception {
    String path = publish.isEmpty() ? "" : folder.resolve(publish).toString();
    return new Harness(
        new TeachModelOperator(
            new TeachSettings(path, PUBLISH_EVERY, 200, LiveSettings.defaults()),
            new EventWeights(Map.of(), 2.5),
            model.toString(),
            new Channels(CountChannel.defaults())));
  }

  private static Broadcast order(Path model) {
    return Broadcast.of(
        new ControlMessage(ControlType.ACTIVATE_MODEL, null, null, model.toString(), null, 1));
  }

  private void walk(Harness operator, int events) throws Exception {
    for (int e = 0; e < events; e++, clock++) {
      String user = "u" + clock % USERS;
      String item = "i" + (clock % USERS + clock / USERS) % ITEMS;
      Event event =
          new Event(
              "e" + clock, user, item, EventType.CLICK, null, null, clock, null, null, null, null);
      operator.processElement1(new StreamRecord<>(UserMessage.of(event)));
    }
  }

  private static List<ControlMessage> activations(Harness operator) {
    return operator.extractOutputValues().stream().map(Broadcast::activation).toList();
  }

  private static List<QualityMetric> decisions(Harness operator) {
    Queue<StreamRecord<QualityMetric>> found = operator.getSideOutput(TeachModelOperator.DECISIONS);
    return found == null ? List.of() : found.stream().map(StreamRecord::getValue).toList();
  }

  private static final class Harness
      extends TwoInputStreamOperatorTestHarness<UserMessage, Broadcast, Broadcast> {
    Harness(TeachModelOperator operator) throws Exception {
      super(operator);
    }

    /** Without a checked exception, as try-with-resources wants it. */
    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
