package org.interesttracker.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says of sizes is what the command says. */
class SizingDocTest {

  private static final Path PAGE = Path.of("docs", "SIZING.md");

  @Test
  void tableIsThatOfTheModel() throws Exception {
    List<ClusterSize> sizes =
        Stream.of(
                load(1_000_000, 20_000, 1_000),
                load(10_000_000, 200_000, 50_000),
                load(100_000_000, 1_000_000, 1_000_000))
            .map(load -> new ClusterSize(load, Costs.DEFAULT))
            .toList();

    assertThat(Files.readString(PAGE))
        .as("to be put between the marks of %s", PAGE)
        .contains(
            "SizingDocTest -->\n\n"
                + String.join("\n", SizeTable.of(sizes))
                + "\n\n<!-- end of sizes -->");
  }

  private static Workload load(long users, long items, double events) {
    return new Workload(users, items, events, 3, Duration.ofSeconds(60));
  }

  @Test
  void costsAreThoseThatTheModelReckonsWith() throws Exception {
    Costs costs = Costs.DEFAULT;
    String page = Files.readString(PAGE);
    for (double cost :
        List.of(
            costs.eventsPerCore(),
            costs.userBytes(),
            costs.itemBytes(),
            costs.itemHeapBytes(),
            costs.eventBytes(),
            costs.rowBytes(),
            costs.rowHeapBytes(),
            costs.rowMicros())) {
      assertThat(page).contains("| " + String.format(Locale.ROOT, "%,.0f", cost) + " ");
    }
  }
}
