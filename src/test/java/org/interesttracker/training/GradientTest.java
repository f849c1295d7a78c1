package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Gradients against central differences, in double precision apart from the stored parameters. */
class GradientTest {

  private static final int D = 2;
  private static final int HIDDEN = 3;
  private static final int ITEMS = 6;
  private static final float STEP = 1e-3f;

  private final Random random = new Random(5);
  private final ItemTable table = table();
  private final TrainableLstm lstm = new TrainableLstm(D, HIDDEN, 3, DataType.DOUBLE);
  private final TrainingStep step = new TrainingStep(lstm, table, 0.7, DataType.DOUBLE);
  private final Batch batch = batch();

  @Test
  void ofTheWholeCatalogLossAreRight() {
    checkAll(Candidates.all(ITEMS, batch.targets()), null);
  }

  @Test
  void ofTheSampledLossAreRight() {
    PopularitySampler sampler = new PopularitySampler(new int[] {5, 0, 1, 3, 0, 2});
    checkAll(Candidates.sampled(batch.targets(), new int[] {0, 3, 3, 2}, sampler), null);
  }

  @Test
  void withDropoutAreRight() {
    float[] dropout =
        TrainingStep.dropout(0.4, batch.positions() * HIDDEN, new SplittableRandom(1));
    checkAll(Candidates.all(ITEMS, batch.targets()), dropout);
  }

  private void checkAll(Candidates candidates, float[] dropout) {
    TrainingStep.Outcome outcome = step.run(batch, candidates, dropout);
    checkParameters(candidates, dropout, outcome.parameters());
    checkResiduals(candidates, dropout, outcome);
  }

  private void checkParameters(Candidates candidates, float[] dropout, float[] gradient) {
    float[] parameters = lstm.parameters();
    for (int i = 0; i < parameters.length; i++) {
      float[] up = parameters.clone();
      float[] down = parameters.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double difference = at(up, candidates, dropout) - at(down, candidates, dropout);
      assertClose("parameter " + i, gradient[i], difference / (up[i] - (double) down[i]));
    }
    lstm.setParameters(parameters);
  }

  private double at(float[] parameters, Candidates candidates, float[] dropout) {
    lstm.setParameters(parameters);
    return step.run(batch, candidates, dropout).loss();
  }

  private void checkResiduals(
      Candidates candidates, float[] dropout, TrainingStep.Outcome outcome) {
    float[] gradient = new float[table.residuals().length];
    for (int i = 0; i < outcome.items().length; i++) {
      System.arraycopy(outcome.residuals(), i * D, gradient, outcome.items()[i] * D, D);
    }
    float[] residuals = table.residuals();
    for (int i = 0; i < residuals.length; i++) {
      float was = residuals[i];
      float up = was + STEP;
      float down = was - STEP;
      residuals[i] = up;
      double above = step.run(batch, candidates, dropout).loss();
      residuals[i] = down;
      double below = step.run(batch, candidates, dropout).loss();
      residuals[i] = was;
      assertClose("residual " + i, gradient[i], (above - below) / (up - (double) down));
    }
  }

  private static void assertClose(String what, double analytic, double numeric) {
    double scale = Math.abs(analytic) + Math.abs(numeric) + 1e-3;
    assertThat(analytic).as(what).isCloseTo(numeric, within(1e-3 * scale));
  }

  private ItemTable table() {
    List<String> ids = List.of("a", "b", "c", "d", "e", "f");
    List<float[]> bases = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      bases.add(i == 4 ? null : vector());
    }
    ItemTable table = new ItemTable(new ItemBases(ids, bases::get, D), 1);
    for (int i = 0; i < table.residuals().length; i++) {
      table.residuals()[i] += (float) (0.2 * random.nextGaussian());
    }
    return table;
  }

  /** Chunks of 3, 2 and 1 events, the middle one with states carried in, and a text among them. */
  private Batch batch() {
    Timelines timelines = new Timelines(table.index(), Map.of("words", vector()), 0);
    List<Event> events =
        List.of(
            event("u", "a", EventType.CLICK, 1),
            event("u", "b", EventType.LIKE, 2),
            event("u", null, EventType.SEARCH, 3),
            event("u", "a", EventType.SKIP, 4),
            event("u", "e", EventType.VIEW, 5),
            event("u", "c", EventType.CLICK, 6),
            event("v", "d", EventType.CLICK, 1),
            event("v", "a", EventType.CLICK, 9));
    List<Chunk> chunks = new ArrayList<>();
    timelines.of(events).forEach(t -> chunks.addAll(Chunk.cut(t, 3, HIDDEN)));
    fill(chunks.get(1).hidden);
    fill(chunks.get(1).cell);
    chunks.get(0).next = null;
    return new Batch(chunks);
  }

  private static Event event(String user, String item, EventType type, long minutes) {
    String text = item == null ? "words" : null;
    return new Event(
        user + minutes, user, item, type, text, null, minutes * 60_000, null, null, null, null);
  }

  private void fill(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }

  private float[] vector() {
    float[] vector = new float[D];
    fill(vector);
    return vector;
  }
}
