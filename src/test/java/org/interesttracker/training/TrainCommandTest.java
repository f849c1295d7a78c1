package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.InterestTracker;
import org.interesttracker.event.Event;
import org.interesttracker.job.Await;
import org.interesttracker.job.JvmProcess;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.Vectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {

  @TempDir private Path directory;
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    List<String> catalog = new ArrayList<>();
    for (int i = 0; i < ToyData.ITEMS; i++) {
      String title = i % 2 == 0 ? "A walk of " + i + " miles" : "第" + i + "次散步";
      catalog.add("{\"item_id\":\"i%d\",\"title\":\"%s\"}".formatted(i, title));
    }
    catalog.add("{\"item_id\":\"image\",\"title\":\"\",\"vector\":[0.1,0.2,0.3]}");
    List<String> events = new ArrayList<>();
    for (Event event : ToyData.ring(10, 8)) {
      events.add(line(event.eventId(), event.userId(), event.itemId(), event.timestamp()));
    }
    events.add(line("x", "u0", "image", 1));
    events.add(line("y", "u1", "not in the catalog", 1));
    events.add("{\"event_id\":\"z\",\"user_id\":\"u0\",\"type\":\"click\"");
    events.add("{\"event_id\":\"z\",\"user_id\":\"u0\",\"item_id\":\"i1\",\"type\":\"stare\"}");
    Files.write(directory.resolve("catalog.jsonl"), catalog);
    Files.write(directory.resolve("events.jsonl"), events);
  }

  private static String line(String id, String user, String item, long time) {
    return "{\"event_id\":\"%s\",\"user_id\":\"%s\",\"item_id\":\"%s\",\"type\":\"click\",\"time\":%d}"
        .formatted(id, user, item, time);
  }

  @Test
  void writesAModelWithItsCard() {
    assertThat(train("--epochs", "2", "--hidden", "12", "--dimension", "16", "--seed", "5"))
        .isZero();

    InterestModel model = ModelFiles.read(directory.resolve("model"));
    assertThat(model.dimension()).isEqualTo(16);
    assertThat(model.lstm().hiddenSize()).isEqualTo(12);
    assertThat(model.projections()).containsOnlyKeys("all-minilm-l6-v2", "bge-small-zh-v1.5");
    assertThat(model.residuals().keySet()).contains("i1", "image", "not in the catalog");
    assertThat(model.card().data())
        .containsAllEntriesOf(
            Map.of(
                "events_file", "events.jsonl",
                "catalog_file", "catalog.jsonl",
                "events", "82",
                "users", "10",
                "items", "41",
                "bad_lines", "2"));
    assertThat(model.card().data().get("events_sha256")).matches("[0-9a-f]{64}");
    assertThat(model.card().parameters())
        .containsAllEntriesOf(
            Map.of(
                "hidden", "12",
                "seed", "5",
                "epochs", "2",
                "encoders", "all-minilm-l6-v2,bge-small-zh-v1.5"));
    assertThat(model.card().figures())
        .containsKeys("HR@10", "NDCG@10", "MRR", "popularity_HR@10", "training_loss");
  }

  @Test
  void trainsTheNetworksNamedAndLeavesTheLstmAsItIsWithoutThem() {
    train("--epochs", "2", "--dimension", "8", "--encoder", "en");
    InterestModel alone = ModelFiles.read(directory.resolve("model"));
    assertThat(
            train("--epochs", "2", "--dimension", "8", "--encoder", "en", "--networks", "rnn,cnn"))
        .isZero();
    InterestModel model = ModelFiles.read(directory.resolve("model"));

    assertThat(alone.networks()).isEqualTo(ItemNetworks.NONE);
    assertThat(alone.card().parameters()).doesNotContainKey("networks");
    assertThat(model.lstm()).usingRecursiveComparison().isEqualTo(alone.lstm());
    assertThat(model.residuals()).usingRecursiveComparison().isEqualTo(alone.residuals());
    assertThat(model.networks().rnn().outputSize()).isEqualTo(8);
    assertThat(model.networks().cnn().outputSize()).isEqualTo(8);
    assertThat(model.card().parameters()).containsEntry("networks", "rnn,cnn");
    assertThat(model.card().figures())
        .containsAllEntriesOf(alone.card().figures())
        .containsKeys("rnn_HR@10", "rnn_NDCG@10", "cnn_HR@10", "cnn_NDCG@10");
  }

  @Test
  void anUnknownNetworkIsWrongUsage() {
    assertThat(train("--networks", "gru")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("'--networks'")
        .containsIgnoringCase("[rnn, cnn]")
        .contains("'gru'");
  }

  @Test
  void projectedTextsHaveLengthOne() {
    train("--epochs", "1", "--dimension", "8", "--encoder", "en");

    InterestModel model = ModelFiles.read(directory.resolve("model"));
    float[] place = model.projections().get("all-minilm-l6-v2").apply(new float[384]);
    assertThat(Vectors.dot(place, place)).isCloseTo(1, within(1e-5));
    assertThat(model.projections()).hasSize(1);
  }

  @Test
  void aSettingOutOfRangeIsWrongUsage() {
    assertThat(train("--dropout", "1")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("Setting dropout is 1.0, expected from 0 to below 1");
  }

  @Test
  void settingsComeFromAFileThatEachModelHasBesideIt() throws IOException {
    Path file = directory.resolve("my.json");
    Files.writeString(file, "{\"dimension\": 8, \"hidden\": 12, \"epochs\": 2}");
    train("--encoder", "en", "--settings", file.toString(), "--hidden", "10");
    byte[] weights = Files.readAllBytes(directory.resolve("model/weights.bin"));
    InterestModel model = ModelFiles.read(directory.resolve("model"));
    assertThat(model.card().parameters())
        .containsAllEntriesOf(Map.of("dimension", "8", "hidden", "10", "epochs", "2"));

    Path written = directory.resolve("model/settings.json");
    assertThat(train("--encoder", "en", "--settings", written.toString())).isZero();

    assertThat(Files.readAllBytes(directory.resolve("model/weights.bin"))).isEqualTo(weights);
  }

  @Test
  void aWrongSettingsFileIsWrongUsage() throws IOException {
    Path file = directory.resolve("my.json");
    Files.writeString(file, "{\"hiden\": 12}");

    assertThat(train("--settings", file.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("In the settings file " + file + ": There is no setting hiden");
    assertThat(train("--settings", "nowhere.json")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("There is no file nowhere.json");
  }

  @Test
  void aSearchWritesATableAndTheBestModel() throws IOException {
    Path file = directory.resolve("my.json");
    Files.writeString(
        file,
        "{\"dimension\": 8, \"epochs\": 2, \"search\": {\"hidden\": [8, 12], \"batch\": [4, 8]}}");

    assertThat(
            train(
                "--encoder", "en", "--settings", file.toString(), "--search", "3", "--batch", "4"))
        .isZero();

    assertThat(Files.readAllLines(directory.resolve("model/search.csv")))
        .hasSize(4)
        .startsWith("trial,hidden,HR@10,NDCG@10,MRR,epoch,seconds,failure")
        .anySatisfy(line -> assertThat(line).startsWith("1,64,"));
    assertThat(ModelFiles.read(directory.resolve("model")).card().parameters())
        .containsEntry("batch", "4");
  }

  @Test
  void aSearchThatCannotBeIsWrongUsage() {
    assertThat(train("--search", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("--search is 0, expected at least 1");
    assertThat(train("--search", "2", "--validation-share", "0"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("A search needs events held back");
  }

  @Test
  void aRunThatWasKilledGoesOn() throws Exception {
    String[] options = {
      "--encoder", "en", "--dimension", "8", "--epochs", "60", "--patience", "60"
    };
    assertThat(train(options)).isZero();
    Path weights = directory.resolve("model/weights.bin");
    byte[] expected = Files.readAllBytes(weights);
    Files.delete(weights);
    Path checkpoint = directory.resolve("model/checkpoint.bin");
    List<String> command = new ArrayList<>(List.of("train"));
    command.addAll(arguments(options));

    try (JvmProcess process =
        JvmProcess.start(
            new JvmProcess.Program(
                "train",
                List.of(),
                InterestTracker.class.getName(),
                command.toArray(String[]::new)))) {
      Await.until(
          "there is a checkpoint",
          () -> {
            process.requireAlive();
            return Files.exists(checkpoint);
          });
      process.kill();
    }
    assertThat(checkpoint).exists();
    assertThat(weights).doesNotExist();

    errors.getBuffer().setLength(0);
    command.remove(0);
    command.addAll(List.of("--resume", "--dropout", "0.3"));
    assertThat(execute(command)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(errors.toString()).contains("its dropout is 0.2, this run's is 0.3");
    assertThat(execute(command.subList(0, command.size() - 2))).isZero();
    assertThat(Files.readAllBytes(weights)).isEqualTo(expected);
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void anUnknownEncoderIsWrongUsage() {
    assertThat(train("--encoder", "latin")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("Encoder latin is none of auto, en, zh, nor");
  }

  @Test
  void aMissingFileFailsAndIsNamed() throws IOException {
    Files.delete(directory.resolve("catalog.jsonl"));

    assertThat(train()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(errors.toString()).contains("There is no file ", "catalog.jsonl");
  }

  @Test
  void helpNamesEachOptionWithItsDefault() {
    String help = new CommandLine(new TrainCommand()).getUsageMessage();

    assertThat(help)
        .contains("--events", "--catalog", "--out", "--negatives", "--encoder", "--patience")
        .contains("Default: auto", "Default: 0.1");
  }

  private int train(String... options) {
    return execute(arguments(options));
  }

  private List<String> arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--events",
                directory.resolve("events.jsonl").toString(),
                "--catalog",
                directory.resolve("catalog.jsonl").toString(),
                "--out",
                directory.resolve("model").toString()));
    arguments.addAll(List.of(options));
    return arguments;
  }

  private int execute(List<String> arguments) {
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }
}
