package org.interesttracker.sizing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how large a cluster must be. */
@Command(
    name = "size",
    description = {
      "Says how large a cluster must be for so many users, items and events.",
      "",
      "By what one of each costs, and a model; docs/SIZING.md shows both.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SizeCommand implements Callable<Integer> {

  @Option(names = "--users", required = true, paramLabel = "N", description = "Users with state.")
  private long users;

  @Option(names = "--items", required = true, paramLabel = "N", description = "Items.")
  private long items;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "N",
      description = "Events a second at the busiest time.")
  private double events;

  @Option(
      names = "--window-events",
      paramLabel = "N",
      description = "Events of a user that make one update and one list. Default: ${DEFAULT-VALUE}")
  private double windowEvents = 3;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      description = "The interval of checkpoints. Default: ${DEFAULT-VALUE}")
  private long checkpointSeconds = 60;

  @Option(
      names = "--events-per-core",
      paramLabel = "N",
      description =
          "Events a second and core, as bench measured it on your machine, half of job.of_engine.a"
              + " on two cores. Default: as measured for the documentation.")
  private double eventsPerCore = Costs.DEFAULT.eventsPerCore();

  @Override
  public Integer call() {
    if (users < 1
        || items < 1
        || !(events > 0)
        || !(windowEvents >= 1)
        || !(eventsPerCore > 0)
        || checkpointSeconds < 1) {
      throw new UsageException("All numbers must be above 0, --window-events at least 1");
    }
    Workload load =
        new Workload(users, items, events, windowEvents, Duration.ofSeconds(checkpointSeconds));
    Costs costs = Costs.DEFAULT.withEventsPerCore(eventsPerCore);
    SizeTable.of(List.of(new ClusterSize(load, costs))).forEach(Console::print);
    return 0;
  }
}
