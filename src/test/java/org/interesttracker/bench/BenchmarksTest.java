package org.interesttracker.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

  private final Benchmarks benchmarks = new Benchmarks(new BenchOptions());

  @Test
  void namesAreUnique() {
    assertThat(benchmarks.all()).extracting(Benchmark::name).doesNotHaveDuplicates();
  }

  @Test
  void allArePickedWhereNoneIsNamed() {
    assertThat(benchmarks.named(List.of())).containsExactlyElementsOf(benchmarks.all());
  }

  @Test
  void aPartIsPickedByItsNameOrByTheBeginningUpToADot() {
    assertThat(benchmarks.named(List.of("SEAL", "embed", "embed.of_limit")))
        .extracting(Benchmark::name)
        .contains("seal", "embed.of_limit")
        .allMatch(name -> name.equals("seal") || name.startsWith("embed."));
  }

  @Test
  void anUnknownPartIsRefusedWithTheNamesOfAll() {
    assertThatThrownBy(() -> benchmarks.named(List.of("embed.of")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'embed.of'")
        .hasMessageContaining("embed.of_limit, ");
  }

  @Test
  void aFigureTellsWhetherItsTargetIsReached() {
    assertThat(new Figure(0.9, "ratio", Target.atLeast(0.9)).row("x"))
        .matches("x +0\\.90 +ratio +>= 0\\.90 +yes");
    assertThat(new Figure(6, "ms", Target.atMost(5)).row("x"))
        .matches("x +6\\.00 +ms +<= 5\\.00 +no");
    assertThat(new Figure(6, "ms", null).row("x")).matches("x +6\\.00 +ms +- +-");
  }

  @Test
  void asJsonAFigureHasValueUnitAndTarget() throws Exception {
    Figures figures = new Figures((name, figure) -> {});
    figures.add("a.b", 1.5, "ratio", Target.atLeast(1_000));
    figures.add("c", 2, "us");

    assertThat(Json.MAPPER.writeValueAsString(figures.byName()))
        .isEqualTo(
            "{\"a.b\":{\"value\":1.5,\"unit\":\"ratio\",\"target\":\">= 1,000.00\"},"
                + "\"c\":{\"value\":2.0,\"unit\":\"us\",\"target\":\"-\"}}");
  }

  @Test
  void noTwoFiguresShareAName() {
    Figures figures = new Figures((name, figure) -> {});
    figures.add("a", 1, "us");

    assertThatThrownBy(() -> figures.add("a", 1, "us")).hasMessageContaining("name a");
  }
}
