package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.interesttracker.cli.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFileTest {

  private static final Map<String, String> IDENTITY = Map.of("hidden", "16", "events", "abc");

  @TempDir private Path directory;
  private final TrainingOptions options = ToyData.options(3, 3, 10, 0.2);
  private final TrainingSet set = ToyData.set(options);
  private final Set<NetworkKind> networks = EnumSet.allOf(NetworkKind.class);
  private RecordingListener listener = new RecordingListener();
  private TrainedModel uninterrupted;

  @BeforeEach
  void trainWithoutAStop() {
    uninterrupted = train(Checkpoint.NONE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.4, 0.6, 0.75, 0.9, 1})
  void aStoppedRunGoesOnAsIfNothingHadBeen(double share) {
    int batches = listener.batches;
    int epochs = listener.epochs.size();
    stop((int) (share * batches));
    int before = listener.epochs.size();

    listener = new RecordingListener();
    TrainedModel resumed = train(checkpoint(true));

    assertThat(resumed).usingRecursiveComparison().isEqualTo(uninterrupted);
    assertThat(before + listener.epochs.size()).isEqualTo(epochs);
    assertThat(listener.batches).isLessThanOrEqualTo(batches);
  }

  @Test
  void theRunIsLongEnoughToStopInEachNetwork() {
    assertThat(listener.networks).containsExactly("rnn", "cnn");
    assertThat(listener.epochs).hasSizeGreaterThanOrEqualTo(7);
    assertThat(set.timelines())
        .anySatisfy(
            timeline -> assertThat(timeline.trained()).isGreaterThan(options.maxSequence()));
  }

  @Test
  void withoutResumeARunBeginsAnew() {
    int batches = listener.batches;
    stop(batches - 1);

    listener = new RecordingListener();
    assertThat(train(checkpoint(false))).usingRecursiveComparison().isEqualTo(uninterrupted);
    assertThat(listener.batches).isEqualTo(batches);
  }

  @Test
  void otherSettingsOrDataAreRefused() {
    stop(listener.batches);

    assertThatThrownBy(() -> resume(Map.of("hidden", "16", "events", "xyz")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("its events is abc, this run's is xyz");
    assertThatThrownBy(() -> resume(Map.of("hidden", "16")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("its events is abc, this run's is null");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    stop(listener.batches);
    Path file = directory.resolve("checkpoint.bin");
    byte[] bytes = Files.readAllBytes(file);
    byte[] changed = bytes.clone();
    changed[bytes.length / 2] ^= 1;

    Files.write(file, changed);
    assertThatThrownBy(() -> resume(IDENTITY)).hasMessageContaining("is damaged");
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> resume(IDENTITY)).hasMessageContaining("is damaged");
  }

  @Test
  void allPartsAreRemovedAtTheEnd() throws IOException {
    train(checkpoint(false));
    assertThat(directory).isDirectoryContaining("glob:**checkpoint-rnn.bin");

    checkpoint(false).delete();

    assertThat(directory).isEmptyDirectory();
  }

  private void stop(int batch) {
    listener = new RecordingListener();
    listener.stopAtBatch = batch;
    assertThatThrownBy(() -> train(checkpoint(false)))
        .isInstanceOf(RecordingListener.StoppedException.class);
  }

  private void resume(Map<String, String> identity) {
    train(new CheckpointFile(directory, identity, true));
  }

  private CheckpointFile checkpoint(boolean resume) {
    return new CheckpointFile(directory, IDENTITY, resume);
  }

  private TrainedModel train(Checkpoint checkpoint) {
    return new ModelTrainer(options, networks, listener).train(set, checkpoint);
  }
}
