package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.SequenceInput;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class BatchTest {

  private static final int HIDDEN = 4;

  private final ItemTable table = ToyData.table();

  @Test
  void historiesAreCutIntoPiecesThatKnowWhatFollows() {
    List<Chunk> chunks = Chunk.cut(timeline("u", 8), 3, HIDDEN);

    assertThat(chunks).extracting(Chunk::length).containsExactly(3, 3, 1);
    assertThat(chunks.get(0).next).isSameAs(chunks.get(1));
    assertThat(chunks.get(1).next).isSameAs(chunks.get(2));
    assertThat(chunks.get(2).next).isNull();
    assertThat(chunks.get(2).targets).containsExactly(7);
  }

  @Test
  void anEventWithoutALaterTargetIsNotTrainedOn() {
    Timelines timelines = new Timelines(table.index(), Map.of(), 0);
    Timeline timeline =
        timelines
            .of(
                List.of(
                    ToyData.event("u", "i1", EventType.CLICK, 1),
                    ToyData.event("u", "i2", EventType.DISLIKE, 2),
                    ToyData.event("u", "i3", EventType.CLICK, 3),
                    ToyData.event("u", "i4", EventType.SKIP, 4)))
            .get(0);

    List<Chunk> chunks = Chunk.cut(timeline, 10, HIDDEN);

    assertThat(chunks).hasSize(1);
    assertThat(chunks.get(0).targets).containsExactly(3, 3);
  }

  @Test
  void theLongestComesFirstAndPaddingIsNoPosition() {
    Batch batch = batch();

    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.steps()).isEqualTo(4);
    assertThat(batch.positions()).isEqualTo(6);
    assertThat(List.of(batch.running(0), batch.running(1), batch.running(2), batch.running(3)))
        .containsExactly(2, 2, 1, 1);
    assertThat(batch.targets()).containsExactly(1, 1, 2, 2, 3, 4);
    assertThat(batch.inputItems()).containsExactly(0, 0, 1, 1, 2, 3);
  }

  @Test
  void inputsAreWhereDl4jLooksForThem() {
    Batch batch = batch();
    int features = SequenceInput.size(ToyData.DIMENSION);
    float[] inputs = batch.inputs(table);
    float[] expected = table.vectors(new int[] {3});

    for (int d = 0; d < ToyData.DIMENSION; d++) {
      assertThat(inputs[batch.size() * (d + features * 3)]).isEqualTo(expected[d]);
      assertThat(inputs[1 + batch.size() * (d + features * 3)]).isZero();
    }
  }

  @Test
  void theStateAPieceEndsInIsTheStateTheNextStartsFrom() {
    List<Chunk> chunks = Chunk.cut(timeline("u", 8), 3, HIDDEN);
    TrainableLstm lstm = new TrainableLstm(ToyData.DIMENSION, HIDDEN, 1, DataType.FLOAT);
    for (Chunk chunk : chunks) {
      Batch one = new Batch(List.of(chunk));
      lstm.forward(one, table, null);
      lstm.handOnStates(one);
    }
    Chunk whole = Chunk.cut(timeline("u", 7), 6, HIDDEN).get(0);
    Batch longer = new Batch(List.of(whole));
    Chunk after = Chunk.cut(timeline("u", 8), 6, HIDDEN).get(1);
    whole.next = after;
    lstm.forward(longer, table, null);
    lstm.handOnStates(longer);

    assertThat(chunks.get(2).hidden).isEqualTo(after.hidden);
    assertThat(chunks.get(2).cell).isEqualTo(after.cell).isNotEqualTo(new float[HIDDEN]);
  }

  private Batch batch() {
    List<Chunk> chunks = new ArrayList<>();
    chunks.addAll(Chunk.cut(timeline("short", 3), 10, HIDDEN));
    chunks.addAll(Chunk.cut(timeline("long", 5), 10, HIDDEN));
    return new Batch(chunks);
  }

  /** On the items 0, 1, 2 and so on. */
  private Timeline timeline(String user, int length) {
    List<Event> events = new ArrayList<>();
    for (int k = 0; k < length; k++) {
      events.add(ToyData.event(user, "i" + k, EventType.CLICK, k));
    }
    return new Timelines(table.index(), Map.of(), 0).of(events).get(0);
  }
}
