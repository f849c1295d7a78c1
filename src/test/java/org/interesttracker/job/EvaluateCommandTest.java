package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.evaluation.Evaluation;
import org.interesttracker.event.Json;
import org.interesttracker.recommend.Scorers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EvaluateCommandTest {

  @TempDir Path directory;
  private final StringWriter errors = new StringWriter();
  private GeneratedData data;

  @BeforeEach
  void generate() {
    data = GeneratedData.in(directory.resolve("data"), 800);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--k=0 | numbers from 1 to 1000",
        "--k=10,10 | each number once",
        "--k=ten | 'ten' is not an int",
        "--models=oracle | There is no model 'oracle'; there are: random, popularity",
        "--protocol=bootstrap | prequential, leave-last-out, time-split",
        "--test-share=1 | above 0 and below 1",
        "--learn-on | for --protocol time-split only",
        "--truth=nowhere.jsonl | There is no file nowhere.jsonl",
        "-Dinterest.tail-lenght=3 | the nearest is 'interest.tail-length'",
        "-Dinterest.tail-length=none | interest.tail-length",
      })
  void wrongUsage(String option, String message) {
    assertThat(run("wrong", option)).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
    assertThat(directory.resolve("wrong")).doesNotExist();
  }

  @Test
  void aMissingFileAndAFullFolderAreWrongUsage() throws IOException {
    assertThat(execute("--events=no.jsonl", "--catalog=" + data.catalog(), "--out=x")).isEqualTo(2);
    assertThat(errors.toString()).contains("There is no file no.jsonl");
    Files.createDirectories(directory.resolve("full/of"));
    assertThat(run("full")).isEqualTo(2);
    assertThat(errors.toString()).contains("is not empty");
  }

  @Test
  void theSameInputGivesTheSameFigures() throws IOException {
    JsonNode first = metrics("first");
    JsonNode second = metrics("second");
    assertThat(withoutTimings(first)).isEqualTo(withoutTimings(second));
  }

  private static List<String> defaults() {
    List<String> names = new ArrayList<>(List.of("random"));
    names.addAll(Scorers.defaults());
    names.add("blend");
    return names;
  }

  @Test
  void writesWhatItFound() throws IOException {
    JsonNode metrics = metrics("out", "--k=5,10");
    assertThat(metrics.get("protocol").textValue()).isEqualTo("prequential");
    assertThat(metrics.get("models").propertyStream().map(model -> model.getKey()))
        .containsExactlyElementsOf(defaults());
    int targets = metrics.at("/data/targets").intValue();
    JsonNode random = metrics.at("/models/random");
    assertThat(random.get("HR@10").doubleValue()).isCloseTo(10.0 / 110, within(0.05));
    assertThat(random.get("HR@5").doubleValue()).isLessThan(random.get("HR@10").doubleValue());
    assertThat(random.get("coverage@10").doubleValue()).isEqualTo(1);
    assertThat(sumOfTargets(metrics.at("/slices/random/activity"))).isEqualTo(targets);
    assertThat(sumOfTargets(metrics.at("/slices/random/popularity"))).isEqualTo(targets);
    assertThat(sumOfTargets(metrics.at("/slices/random/over_time"))).isEqualTo(targets);
    int models = defaults().size();
    assertThat(metrics.get("mcnemar")).hasSize(models * (models - 1) / 2);
    assertThat(metrics.at("/changes/users").intValue()).isPositive();
    assertThat(directory.resolve("out/report.html")).content().contains("\"random\"");
  }

  @Test
  void withRepeatsABlendOfOneModelKeepsWhatWasMetAsTheModelDoes() throws IOException {
    JsonNode metrics =
        metrics(
            "out",
            "--repeats",
            "--models=lstm,blend",
            "-Drecommend.models=lstm",
            "-Drecommend.candidates=120",
            "-Drecommend.new-items=0",
            "-Drecommend.diversity=0",
            "-Drecommend.calibration=0",
            "-Drecommend.turned-down=0",
            "--frozen");
    assertThat(metrics.at("/settings/repeats").booleanValue()).isTrue();
    for (String figure : List.of("HR@10", "NDCG@10", "scored")) {
      assertThat(metrics.at("/models/blend/" + figure).doubleValue())
          .as(figure)
          .isPositive()
          .isEqualTo(metrics.at("/models/lstm/" + figure).doubleValue());
    }
  }

  @Test
  void theRulesForListsHoldInAnEvaluation() throws IOException {
    List<JsonNode> items = new ArrayList<>();
    for (String line : Files.readAllLines(data.catalog())) {
      items.add(Json.MAPPER.readTree(line));
    }
    String category = items.get(0).get("categories").get(0).textValue();
    long allowed = items.stream().filter(item -> isOf(item, category)).count();
    assertThat(allowed).isLessThan(items.size());
    JsonNode metrics =
        metrics(
            "out",
            "--models=random,content,blend",
            "--frozen",
            "-Drecommend.allowed-categories=" + category + ";misspelt");
    double share = (double) allowed / items.size();
    assertThat(metrics.at("/models/random/coverage@10").doubleValue()).isEqualTo(share);
    for (String model : List.of("content", "blend")) {
      assertThat(metrics.at("/models/" + model + "/coverage@20").doubleValue())
          .as(model)
          .isPositive()
          .isLessThanOrEqualTo(share);
      assertThat(metrics.at("/models/" + model + "/scored").doubleValue())
          .as("other targets are misses of " + model)
          .isLessThan(0.5);
    }
  }

  private static boolean isOf(JsonNode item, String category) {
    return item.get("categories").valueStream().anyMatch(name -> name.textValue().equals(category));
  }

  @Test
  void theNetworksOfTheShippedModelTakePart() throws IOException {
    JsonNode metrics = metrics("out", "--models=rnn,cnn", "--frozen");
    for (String model : List.of("rnn", "cnn")) {
      assertThat(metrics.at("/models/" + model + "/scored").doubleValue()).isGreaterThan(0.9);
      assertThat(metrics.at("/models/" + model + "/coverage@10").doubleValue()).isGreaterThan(0.5);
    }
  }

  @Test
  void leaveLastOutReportsValidationToo() throws IOException {
    JsonNode metrics = metrics("out", "--protocol=leave-last-out", "--models=popularity");
    assertThat(metrics.at("/data/targets").intValue()).isBetween(1, 40);
    assertThat(metrics.at("/validation/popularity/HR@10").isNumber()).isTrue();
  }

  @Test
  void helpNamesProtocolsAndModels() {
    String help = command().getUsageMessage();
    assertThat(help).contains("prequential, leave-last-out, time-split");
    assertThat(help.replaceAll("\\s+", " ")).contains(String.join(", ", Evaluation.models()));
  }

  private JsonNode metrics(String out, String... options) throws IOException {
    assertThat(run(out, options)).as(errors::toString).isZero();
    return Json.MAPPER.readTree(directory.resolve(out).resolve("metrics.json").toFile());
  }

  private static JsonNode withoutTimings(JsonNode metrics) {
    ObjectNode rest = metrics.deepCopy();
    rest.remove("run");
    rest.get("models").forEach(model -> ((ObjectNode) model).remove("events_per_second"));
    return rest;
  }

  private static int sumOfTargets(JsonNode slices) {
    int sum = 0;
    for (JsonNode slice : slices) {
      sum += slice.get("targets").intValue();
    }
    return sum;
  }

  private int run(String out, String... options) {
    List<String> all = new ArrayList<>();
    all.add("--events=" + data.events());
    all.add("--catalog=" + data.catalog());
    all.add("--out=" + directory.resolve(out));
    all.addAll(List.of(options));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return command().execute(arguments);
  }

  private CommandLine command() {
    return new CommandLine(new EvaluateCommand()).setErr(new PrintWriter(errors));
  }
}
