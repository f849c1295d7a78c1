package org.interesttracker.bench;

import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;

/** What it takes to make pseudonyms, and to decide which one a user has. */
final class PseudonymsBench implements Benchmark {

  @Override
  public String name() {
    return "pseudonyms";
  }

  @Override
  public String description() {
    return "making pseudonyms, and deciding which one a user has: processor time of an event";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    PseudonymCosts costs = new PseudonymCosts();
    try (ProgressBar progress = Console.progress(name(), 3)) {
      figures.add("pseudonyms.one_key", costs.nanosPerEvent(1), "ns/event");
      progress.step();
      figures.add("pseudonyms.two_keys", costs.nanosPerEvent(2), "ns/event");
      progress.step();
      figures.add("pseudonyms.assigning", costs.assigningNanos(), "ns/event");
      progress.step();
    }
  }
}
