package org.interesttracker.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The one place that prints: results to standard output, progress to standard error. */
public final class Console {

  private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

  private Console() {}

  public static void print(String line) {
    OUT.println(line);
  }

  public static void error(String line) {
    System.err.println(line);
  }

  /**
   * A bar on standard error with a rate and the time left.
   *
   * @param max the number of steps; -1 if not known
   */
  public static ProgressBar progress(String task, long max) {
    boolean terminal = System.console() != null;
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(terminal ? 200 : 5_000)
        .continuousUpdate()
        .build();
  }
}
