package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.interesttracker.SharedData;
import org.interesttracker.dataset.ImportCommand;
import org.interesttracker.evaluation.Step.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The protocol against figures of an independent implementation. */
class MovieLensTest {

  private static final Path REAL = SharedData.directory("ml-latest-small");

  @TempDir Path directory;

  @Test
  void popularityIsAsTheReferenceSays() throws IOException {
    assumeThat(REAL).as("MovieLens ml-latest-small is not at hand").isDirectory();
    new CommandLine(new ImportCommand())
        .execute("movielens", REAL.toString(), "--out", directory.toString());
    EvaluationData data =
        new EvaluationDataReader()
            .read(directory.resolve("events.jsonl"), directory.resolve("catalog.jsonl"));
    ModelFigures figures =
        Runs.run(new Popularity(), data.events(), Runs.settings(Protocol.PREQUENTIAL))
            .figures(Part.TEST);
    assertThat(figures.targets()).isEqualTo(100_226);
    assertThat(figures.hitRate(10)).isCloseTo(0.0484, within(0.00005));
    assertThat(figures.ndcg(10)).isCloseTo(0.0244, within(0.00005));
  }
}
