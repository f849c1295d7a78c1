package org.interesttracker.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Sizes side by side, as a table in Markdown. */
final class SizeTable {

  private static final double GB = 1e9;
  private static final double MB = 1e6;

  private SizeTable() {}

  static List<String> of(List<ClusterSize> sizes) {
    List<String> lines = new ArrayList<>();
    lines.add(row("", sizes, size -> "%,d users".formatted(size.load().users())));
    lines.add("|---" + "|---".repeat(sizes.size()) + "|");
    lines.add(row("items", sizes, size -> "%,d".formatted(size.load().items())));
    lines.add(number("events a second", sizes, size -> size.load().eventsPerSecond()));
    lines.add(row("cores", sizes, size -> "%,d".formatted(size.cores())));
    lines.add(row("TaskManagers", sizes, size -> "%,d".formatted(size.taskManagers())));
    lines.add(number("state, GB", sizes, size -> size.state() / GB));
    lines.add(number("disk of a TaskManager, GB", sizes, size -> size.disk() / GB));
    lines.add(number("memory of a TaskManager, GB", sizes, size -> size.memory() / GB));
    lines.add(number("`similarity.emit-interval`, s", sizes, ClusterSize::emitSeconds));
    lines.add(number("network to a TaskManager, MB/s", sizes, size -> size.network() / MB));
    lines.add(number("of it rows of similar items, MB/s", sizes, size -> size.rows() / MB));
    lines.add(number("a checkpoint, GB", sizes, size -> size.checkpoint() / GB));
    lines.add(
        number("to its store by a TaskManager, MB/s", sizes, size -> size.checkpointRate() / MB));
    return lines;
  }

  private static String number(
      String name, List<ClusterSize> sizes, Function<ClusterSize, Double> value) {
    return row(name, sizes, size -> rounded(value.apply(size)));
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
  }

  private static String row(
      String name, List<ClusterSize> sizes, Function<ClusterSize, String> value) {
    StringBuilder row = new StringBuilder("| ").append(name).append(" |");
    sizes.forEach(size -> row.append(' ').append(value.apply(size)).append(" |"));
    return row.toString();
  }
}
