package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;
import org.interesttracker.model.InterestModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

  @TempDir private Path directory;
  private final TrainingOptions first = ToyData.options(2, 2, 0, 0.2);
  private final TrainingSet set = ToyData.set(first);
  private RecordingListener listener = new RecordingListener();

  @Test
  void theFirstTrialIsAsGivenAndMoreTrialsGoOnFromFewer() {
    SearchSpace space = SearchSpace.defaults(first);
    List<TrainingOptions> trials = space.trials(first, 50);

    assertThat(trials).hasSize(50).doesNotHaveDuplicates().startsWith(first);
    assertThat(space.trials(first, 20)).isEqualTo(trials.subList(0, 20));
    assertThat(trials).allSatisfy(trial -> assertThat(trial.seed()).isEqualTo(first.seed()));
  }

  @Test
  void aRangeFromAboveZeroIsDrawnByTheLogarithm() throws IOException {
    List<TrainingOptions> trials =
        space("{\"learning-rate\": {\"from\": 0.0001, \"to\": 0.01}}").trials(first, 400);

    List<Double> drawn =
        trials.stream().skip(1).map(TrainingOptions::learningRate).collect(Collectors.toList());
    double low = drawn.stream().filter(rate -> rate < 0.001).count() / (double) drawn.size();
    assertThat(low).isCloseTo(0.5, within(0.08));
    assertThat(drawn).allSatisfy(rate -> assertThat(rate).isBetween(0.0001, 0.01));
  }

  @Test
  void aRangeFromZeroIsDrawnEvenlyAndAWholeNumberStaysOne() throws IOException {
    List<TrainingOptions> trials =
        space("{\"dropout\": {\"from\": 0, \"to\": 0.4}, \"hidden\": {\"from\": 8, \"to\": 32}}")
            .trials(first, 400);

    assertThat(trials.stream().mapToDouble(TrainingOptions::dropout).average().orElseThrow())
        .isCloseTo(0.2, within(0.03));
    assertThat(trials).allSatisfy(trial -> assertThat(trial.hidden()).isBetween(8, 32));
  }

  @Test
  void aSmallSpaceGivesFewerTrials() throws IOException {
    assertThat(space("{\"hidden\": [16, 24], \"batch\": [8, 9]}").trials(first, 50)).hasSize(4);
  }

  @Test
  void whatIsFixedIsNotDrawn() {
    SearchSpace space = SearchSpace.defaults(first).without(Set.of("hidden"));

    assertThat(space.names()).contains("dropout").doesNotContain("hidden");
    assertThat(space.trials(first, 20))
        .allSatisfy(trial -> assertThat(trial.hidden()).isEqualTo(first.hidden()));
  }

  @Test
  void theOutputHoldsTheBestTrialAndTheTableAll() throws IOException {
    InterestModel best = run(3, Set.of());

    SearchTable table = finished(3);
    List<Double> ndcg = table.rows().stream().map(SearchTable.Row::ndcg).toList();
    assertThat(ndcg).hasSize(3).doesNotHaveDuplicates();
    assertThat(best.card().figures().get("NDCG@10"))
        .isEqualTo(ndcg.stream().mapToDouble(value -> value).max().orElseThrow());
    TrainingOptions chosen = trials(3).get(table.best());
    assertThat(SettingsFile.read(directory.resolve("settings.json")).applyTo(first, Set.of()))
        .isEqualTo(chosen);
    assertThat(new ModelTrainer(chosen, Set.of(), listener).train(set, Checkpoint.NONE).lstm())
        .usingRecursiveComparison()
        .isEqualTo(best.lstm());
    assertThat(directory).isDirectoryNotContaining("glob:**checkpoint*");
    assertThat(table.text()).contains("trial  learning-rate", "NDCG@10");
  }

  @Test
  void networksAreTrainedForTheBestAlone() throws IOException {
    InterestModel model = run(3, EnumSet.of(NetworkKind.CNN));

    assertThat(listener.networks).containsExactly("cnn");
    assertThat(model.networks().cnn()).isNotNull();
    TrainingOptions chosen = trials(3).get(finished(3).best());
    TrainedModel expected =
        new ModelTrainer(chosen, EnumSet.of(NetworkKind.CNN), listener).train(set, Checkpoint.NONE);
    assertThat(model.networks()).usingRecursiveComparison().isEqualTo(expected.networks());
  }

  @Test
  void aTrialThatFailsIsARowWithItsReason() throws IOException {
    TrainingOptions wild =
        TrainingSettings.with(
            first, Map.of("learning-rate", Json.MAPPER.getNodeFactory().numberNode(1e30)));
    SearchTable table = new SearchTable(directory, Set.of("learning-rate"));

    InterestModel model = search(List.of(wild, first), table).run(Set.of());

    assertThat(table.rows().get(0).values())
        .anySatisfy(value -> assertThat(value).contains("The training loss became"));
    assertThat(table.best()).isEqualTo(1);
    assertThat(model.card().parameters()).containsEntry("learning_rate", "0.02");
    SearchTable alone = new SearchTable(directory, Set.of("learning-rate"));
    assertThatThrownBy(() -> search(List.of(wild), alone).run(Set.of()))
        .hasMessageContaining("None of the 1 trials gave a model");
  }

  @Test
  void aStoppedSearchGoesOn() throws IOException {
    InterestModel expected = run(3, Set.of());
    int batches = listener.batches;
    Path weights = directory.resolve("weights.bin");
    byte[] bytes = Files.readAllBytes(weights);
    Files.delete(weights);
    listener = new RecordingListener();
    listener.stopAtBatch = batches - 1;
    assertThatThrownBy(() -> run(3, Set.of()))
        .isInstanceOf(RecordingListener.StoppedException.class);
    assertThat(finished(3).rows()).hasSize(2);

    listener = new RecordingListener();
    InterestModel resumed = search(trials(3), finished(3)).run(Set.of());

    assertThat(listener.batches).isLessThan(batches / 3);
    assertThat(resumed.version()).isEqualTo(expected.version());
    assertThat(Files.readAllBytes(weights)).isEqualTo(bytes);
    assertThat(finished(3).rows()).hasSize(3);
  }

  @Test
  void aTableOfAnotherSearchIsRefused() throws IOException {
    run(2, Set.of());

    assertThatThrownBy(() -> new SearchTable(directory, Set.of("dropout")).readFinished(trials(2)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("search.csv is of another search: its columns");
    SearchTable table = new SearchTable(directory, Set.of("learning-rate"));
    assertThatThrownBy(() -> table.readFinished(List.of(trials(2).get(1), first)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("trial 1 differs");
  }

  @Test
  void trialsOfOtherDataAreRefused() throws IOException {
    run(2, Set.of());
    TrainingSet other =
        new TrainingSet(
            set.projections(), set.items(), set.timelines(), Map.of("events_sha256", "other"));
    ModelOutput output = new ModelOutput(directory, other, "en", true);
    Search search = new Search(other, trials(2), finished(2), output, listener);

    assertThatThrownBy(() -> search.run(Set.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("trained on other events");
  }

  private SearchSpace space(String json) throws IOException {
    return SearchSpace.parse(Json.MAPPER.readTree(json), first);
  }

  private List<TrainingOptions> trials(int count) throws IOException {
    return space("{\"learning-rate\": {\"from\": 0.001, \"to\": 0.1}}").trials(first, count);
  }

  private InterestModel run(int count, Set<NetworkKind> networks) throws IOException {
    return search(trials(count), new SearchTable(directory, Set.of("learning-rate"))).run(networks);
  }

  private SearchTable finished(int count) throws IOException {
    SearchTable table = new SearchTable(directory, Set.of("learning-rate"));
    table.readFinished(trials(count));
    return table;
  }

  private Search search(List<TrainingOptions> trials, SearchTable table) {
    return new Search(set, trials, table, new ModelOutput(directory, set, "en", true), listener);
  }
}
