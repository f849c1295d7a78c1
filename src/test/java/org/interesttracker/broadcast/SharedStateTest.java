package org.interesttracker.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedStateTest {

  @TempDir private Path folder;
  private Path first;
  private Path second;

  @BeforeEach
  void writeModels() throws Exception {
    first = ModelFixtures.untrained(folder.resolve("first"), 2, 3, 1);
    second = ModelFixtures.untrained(folder.resolve("second"), 2, 3, 2);
  }

  @Test
  void itemsAreThereAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      keeper.apply(Broadcast.of(item("a", "old", 1, 0)));
      keeper.apply(Broadcast.of(item("b", "b", 0, 1)));
      keeper.apply(Broadcast.of(item("a", "new", 0.6f, 0.8f)));
      snapshot = keeper.snapshot(1, 1);
    }
    try (var keeper = open(first, snapshot)) {
      assertThat(keeper.shared().catalog().size()).isEqualTo(2);
      assertThat(keeper.shared().catalog().item("a").title()).isEqualTo("new");
      assertThat(keeper.shared().catalog().vector("a")).containsExactly(0.6f, 0.8f);
      assertThat(keeper.shared().catalog().index().size()).isEqualTo(2);
      assertThat(keeper.shared().catalog().topics().nearest(new float[] {0, 1}, 0.99))
          .isEqualTo("topic b");
    }
  }

  @Test
  void learnedAndLoadedRowsAreThereAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      keeper.apply(learned("a", 3, 1, "b", 2));
      keeper.apply(learned("b", 15, 1));
      keeper.apply(loaded("a", 1, 0.7));
      snapshot = keeper.snapshot(1, 1);
    }
    try (var keeper = open(first, snapshot)) {
      assertThat(keeper.shared().similarity().size()).isEqualTo(3);
      // shrinkage 1: 2 / √((3+1)·(15+1))
      assertThat(neighbours(keeper)).containsOnlyKeys("b", "c");
      assertThat(neighbours(keeper).get("b")).isCloseTo(0.25, within(1e-12));
      assertThat(neighbours(keeper).get("c")).isCloseTo(0.7, within(1e-12));
    }
  }

  @Test
  void anOlderRowThatComesLateIsNotThereAfterARestoreEither() throws Exception {
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      keeper.apply(loaded("a", 2, 0.7));
      keeper.apply(loaded("a", 1, 0.1));
      assertThat(neighbours(keeper)).containsEntry("c", 0.7);
      snapshot = keeper.snapshot(1, 1);
    }
    try (var keeper = open(first, snapshot)) {
      assertThat(neighbours(keeper)).containsEntry("c", 0.7);
    }
  }

  @Test
  void whatWasLearnedForOtherChannelsIsForgottenAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      keeper.apply(learned("a", 3, 9, "b", 2));
      keeper.apply(learned("b", 15, 9));
      keeper.apply(loaded("a", 1, 0.7));
      snapshot = keeper.snapshot(1, 1);
    }
    Channels others = new Channels(CountChannel.defaults());
    try (var keeper = new Keeper(first.toString(), others)) {
      keeper.initializeState(snapshot);
      keeper.open();
      assertThat(neighbours(keeper)).isEqualTo(Map.of("c", 0.7));
      assertThat(keeper.shared().similarity().learnedRows()).isZero();
    }
  }

  @Test
  void aRowLearnedAfterItsItemWasForgottenReplacesTheOldOne() throws Exception {
    try (var keeper = open(first, null)) {
      keeper.apply(learned("b", 0, 1));
      keeper.apply(learned("a", 3, 9, "b", 2));
      CountRow old = TestCounts.row("a", 3, 1, "c", 2);
      keeper.apply(Broadcast.of(old));
      assertThat(neighbours(keeper)).as("older by its version").doesNotContainKey("c");
      keeper.apply(learned("c", 3, 1));
      keeper.apply(
          Broadcast.of(
              new CountRow("a", old.totals(), old.others(), old.counts(), 1, old.layout(), 1)));
      assertThat(neighbours(keeper)).as("newer by its time").containsOnlyKeys("c");
    }
  }

  @Test
  void anActivatedModelGoesBeforeTheConfiguredOneAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      assertThat(keeper.version()).isEqualTo(version(first));
      assertThat(keeper.apply(activate(second, null))).isTrue();
      assertThat(keeper.version()).isEqualTo(version(second));
      snapshot = keeper.snapshot(1, 1);
    }
    try (var keeper = open(first, snapshot)) {
      assertThat(keeper.version()).isEqualTo(version(second));
    }
  }

  @Test
  void theLastActivationHolds() throws Exception {
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      keeper.apply(activate(second, null));
      assertThat(keeper.apply(activate(first, null))).isTrue();
      snapshot = keeper.snapshot(1, 1);
    }
    try (var keeper = open(second, snapshot)) {
      assertThat(keeper.version()).isEqualTo(version(first));
    }
  }

  @Test
  void activatingTheModelInForceChangesNothingNowButHoldsLater() throws Exception {
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      assertThat(keeper.apply(activate(first, null))).isFalse();
      snapshot = keeper.snapshot(1, 1);
    }
    try (var keeper = open(second, snapshot)) {
      assertThat(keeper.version()).isEqualTo(version(first));
    }
  }

  @Test
  void aRefusedModelLeavesTheOneInForceNowAndAfterARestore() throws Exception {
    Path otherSpace = ModelFixtures.untrained(folder.resolve("other-space"), 3, 3, 1);
    Path damaged = ModelFixtures.untrained(folder.resolve("damaged"), 2, 3, 3);
    Files.write(damaged.resolve("weights.bin"), new byte[] {1, 2, 3});
    OperatorSubtaskState snapshot;
    try (var keeper = open(first, null)) {
      keeper.apply(Broadcast.of(item("a", "a", 1, 0)));
      keeper.apply(activate(second, null));
      assertThat(keeper.apply(activate(folder.resolve("nowhere"), null))).isFalse();
      assertThat(keeper.apply(activate(damaged, null))).isFalse();
      assertThat(keeper.apply(activate(otherSpace, null))).isFalse();
      assertThat(keeper.apply(activate(first, "0".repeat(64)))).isFalse();
      assertThat(keeper.version()).isEqualTo(version(second));
      assertThat(keeper.shared().catalog().vector("a")).containsExactly(1, 0);
      snapshot = keeper.snapshot(1, 1);
    }
    try (var keeper = open(first, snapshot)) {
      assertThat(keeper.version()).isEqualTo(version(second));
    }
  }

  @Test
  void aModelIsTakenByTheBeginningOfItsChecksum() throws Exception {
    try (var keeper = open(first, null)) {
      assertThat(keeper.apply(activate(second, version(second)))).isTrue();
    }
  }

  @Test
  void aModelThatIsGoneAtTheStartStopsTheJobForGood() throws Exception {
    try (var keeper = new Keeper(folder.resolve("nowhere").toString())) {
      assertThatThrownBy(keeper::open).isInstanceOf(SuppressRestartsException.class);
    }
  }

  private static CatalogItem item(String id, String title, float x, float y) {
    return new CatalogItem(id, title, null, List.of("topic " + id), new float[] {x, y}, "en", 0);
  }

  private static Broadcast learned(String item, double total, long version, Object... pairs) {
    return Broadcast.of(TestCounts.row(item, total, version, pairs));
  }

  private static Broadcast loaded(String item, long version, double similarity) {
    return Broadcast.of(new SimilarityRow(item, List.of(new Neighbour("c", similarity)), version));
  }

  private static Broadcast activate(Path model, String sha256) {
    return Broadcast.of(
        new ControlMessage(ControlType.ACTIVATE_MODEL, null, null, model.toString(), sha256, 0));
  }

  private static Map<String, Double> neighbours(Keeper keeper) {
    Map<String, Double> neighbours = new HashMap<>();
    SimilarityTable table = keeper.shared().similarity();
    table.neighbours(
        0,
        table.numbers().find("a"),
        0,
        (item, similarity) -> neighbours.put(table.numbers().id(item), similarity));
    return neighbours;
  }

  private static String version(Path model) {
    return ModelFiles.read(model).version();
  }

  /**
   * @param snapshot null to start afresh
   */
  private static Keeper open(Path model, OperatorSubtaskState snapshot) throws Exception {
    Keeper keeper = new Keeper(model.toString());
    if (snapshot != null) {
      keeper.initializeState(snapshot);
    }
    keeper.open();
    return keeper;
  }

  /** An operator that does nothing but keep the state, and says when a model took over. */
  private static final class KeepOperator extends AbstractStreamOperator<Boolean>
      implements OneInputStreamOperator<Broadcast, Boolean> {

    private static final long serialVersionUID = 1L;

    private final String model;
    private final Channels channels;
    private transient SharedState shared;

    KeepOperator(String model, Channels channels) {
      this.model = model;
      this.channels = channels;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      shared =
          new SharedState(
              context.getOperatorStateStore(),
              model,
              channels,
              getRuntimeContext().getJobInfo().getJobId(),
              Integer.MAX_VALUE);
    }

    @Override
    public void close() throws Exception {
      if (shared != null) {
        shared.close();
      }
      super.close();
    }

    @Override
    public void processElement(StreamRecord<Broadcast> record) throws Exception {
      output.collect(new StreamRecord<>(shared.apply(record.getValue())));
    }
  }

  private static final class Keeper extends OneInputStreamOperatorTestHarness<Broadcast, Boolean> {
    private final KeepOperator operator;

    Keeper(String model) throws Exception {
      this(new KeepOperator(model, TestCounts.plain(1)));
    }

    Keeper(String model, Channels channels) throws Exception {
      this(new KeepOperator(model, channels));
    }

    private Keeper(KeepOperator operator) throws Exception {
      super(operator);
      this.operator = operator;
    }

    SharedState shared() {
      return operator.shared;
    }

    String version() {
      return shared().model().version();
    }

    boolean apply(Broadcast news) throws Exception {
      processElement(new StreamRecord<>(news));
      List<Boolean> answers = extractOutputValues();
      return answers.get(answers.size() - 1);
    }

    /** Without a checked exception, as try-with-resources wants it. */
    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException("The harness could not be closed", e);
      }
    }
  }
}
