package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.interesttracker.SharedData;
import org.interesttracker.dataset.ImportCommand;
import org.interesttracker.event.Event;
import org.interesttracker.privacy.MechanismChoice;
import org.interesttracker.privacy.ReleaseSettings;
import org.interesttracker.privacy.Statistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What privacy costs on MovieLens: holds the table of docs/EVALUATION.md to what is measured. */
class MovieLensReleaseTest {

  private static final Path REAL = SharedData.directory("ml-latest-small");
  private static final List<Double> EPSILONS = List.of(0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0);

  @TempDir Path directory;

  @Test
  void theCurveIsAsThePageSays() throws IOException {
    assumeThat(REAL).as("MovieLens ml-latest-small is not at hand").isDirectory();
    new CommandLine(new ImportCommand())
        .execute("movielens", REAL.toString(), "--out", directory.toString());
    List<Event> events =
        new EvaluationDataReader()
            .read(directory.resolve("events.jsonl"), directory.resolve("catalog.jsonl"))
            .events();
    EvaluationSettings settings =
        new EvaluationSettings(
            Protocol.TIME_SPLIT, List.of(10), false, 0.2, false, true, 1, Map.of());
    AtomicReference<ReleaseCurve> curve = new AtomicReference<>();
    List<Entrant> entrants =
        Runs.run(
            numbers -> {
              curve.set(
                  new ReleaseCurve(
                      EPSILONS,
                      Schedule.beforeTest(events, settings),
                      defaults(),
                      Runs.SIMILARITY,
                      numbers,
                      settings));
              return curve.get().contenders();
            },
            events,
            settings);
    ArrayNode points = curve.get().json(entrants);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < points.size() / 2; i++) {
      rows.add(row(points.get(i), points.get(i + points.size() / 2)));
    }
    assertThat(Files.readAllLines(Path.of("docs/EVALUATION.md"))).containsSequence(rows);
  }

  /** As the options are by default. */
  private static ReleaseSettings defaults() {
    return new ReleaseSettings(
        1,
        1e-6,
        Map.of(
            Statistic.PAIRS,
            Statistic.PAIRS.defaultCap(),
            Statistic.ITEMS,
            Statistic.ITEMS.defaultCap()),
        MechanismChoice.AUTO,
        10,
        1,
        0,
        1,
        new ReleaseSettings.Budget(1, 1, 1),
        null);
  }

  private static String row(JsonNode pairs, JsonNode items) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %.4f | %,d | %,d | %.4f |",
        pairs.has("epsilon") ? pairs.get("epsilon").asText() : "infinite",
        pairs.get("told").asInt(),
        pairs.get("least_count").asInt(),
        pairs.get("HR@10").asDouble(),
        items.get("told").asInt(),
        items.get("least_count").asInt(),
        items.get("HR@10").asDouble());
  }
}
