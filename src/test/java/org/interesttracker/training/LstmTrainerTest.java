package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.ModelFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstmTrainerTest {

  private final RecordingListener listener = new RecordingListener();

  @Test
  void learnsWhatFollowsWhatOverTheWholeCatalog() {
    assertLearns(0);
  }

  @Test
  void learnsWhatFollowsWhatFromSampledNegatives() {
    assertLearns(15);
  }

  private void assertLearns(int negatives) {
    TrainedModel model = train(ToyData.options(30, 30, negatives, 0.2), ToyData.table());

    assertThat(model.figures().get("HR@10")).isGreaterThan(0.9);
    assertThat(model.figures().get("MRR")).isGreaterThan(0.5);
    assertThat(model.figures().get("HR@10"))
        .isGreaterThan(1.5 * model.figures().get("popularity_HR@10"));
  }

  @Test
  void theSameSeedGivesTheSameBytes(@TempDir Path directory) throws Exception {
    byte[] first = bytes(directory.resolve("first"), ToyData.options(2, 2, 10, 0.2));
    byte[] second = bytes(directory.resolve("second"), ToyData.options(2, 2, 10, 0.2));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void stopsWhenPatienceIsUpAndKeepsTheBestEpoch() {
    TrainedModel model = train(ToyData.options(200, 2, 0, 0.2), ToyData.table());

    List<EpochFigures> epochs = listener.epochs;
    int best = model.figures().get("epoch").intValue();
    assertThat(epochs).hasSizeLessThan(200).hasSize(best + 2);
    assertThat(epochs.get(best - 1).best()).isTrue();
    assertThat(epochs).allSatisfy(e -> assertThat(e.ndcg()).isLessThanOrEqualTo(ndcg(best)));
    assertThat(model.figures()).containsEntry("NDCG@10", ndcg(best));
  }

  private double ndcg(int epoch) {
    return listener.epochs.get(epoch - 1).ndcg();
  }

  @Test
  void theWeightsKeptReachTheFiguresTold() {
    ItemTable table = ToyData.table();
    TrainedModel model = train(ToyData.options(3, 3, 0, 0.2), table);
    model
        .residuals()
        .forEach(
            (id, residual) ->
                System.arraycopy(
                    residual,
                    0,
                    table.residuals(),
                    table.index().get(id) * ToyData.DIMENSION,
                    ToyData.DIMENSION));

    Ranking again =
        new Validation(timelines(table, 0.2), 1_000, 1).model(model.lstm(), table, () -> {});

    assertThat(again.ndcg()).isEqualTo(model.figures().get("NDCG@10"));
  }

  @Test
  void withoutAnythingHeldBackTheLastEpochIsKept() {
    TrainedModel model = train(ToyData.options(4, 1, 0, 0), ToyData.table());

    assertThat(model.figures())
        .containsEntry("epoch", 4.0)
        .containsEntry("validation_targets", 0.0);
  }

  @Test
  void residualsStayModest() {
    TrainedModel model = train(ToyData.options(30, 30, 0, 0.2), ToyData.table());

    assertThat(model.residuals().values())
        .allSatisfy(
            residual -> {
              double square = 0;
              for (float value : residual) {
                square += value * value;
              }
              assertThat(Math.sqrt(square)).isBetween(1e-3, 2.0);
            });
  }

  @Test
  void eventsWithNothingToLearnFromAreRefused() {
    ItemTable table = ToyData.table();
    List<Timeline> alone = new Timelines(table.index(), Map.of(), 0.1).of(ToyData.ring(3, 1));

    LstmTrainer trainer =
        new LstmTrainer(ToyData.options(1, 1, 0, 0.1), table, alone, listener, Checkpoint.NONE);

    assertThatThrownBy(trainer::train)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to learn from");
  }

  private TrainedModel train(TrainingOptions options, ItemTable table) {
    return new LstmTrainer(
            options, table, timelines(table, options.validationShare()), listener, Checkpoint.NONE)
        .train();
  }

  private static List<Timeline> timelines(ItemTable table, double validationShare) {
    return new Timelines(table.index(), Map.of(), validationShare).of(ToyData.ring(60, 15));
  }

  private static byte[] bytes(Path directory, TrainingOptions options) throws Exception {
    TrainingSet set = ToyData.set(options);
    TrainedModel model =
        new ModelTrainer(options, Set.of(), new RecordingListener()).train(set, Checkpoint.NONE);
    ModelFiles.write(
        directory,
        model.lstm(),
        set.projections(),
        model.residuals(),
        ItemBiases.NONE,
        new ItemLinks(),
        ItemNetworks.NONE,
        Map.of(),
        Map.of(),
        Map.of());
    return Files.readAllBytes(directory.resolve("weights.bin"));
  }
}
