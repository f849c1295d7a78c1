package org.interesttracker.job;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Wraps users' keys by a new master key. */
@Command(
    name = "rewrap",
    description = {
      "Wraps users' keys by the current master key that are still wrapped by the previous one.",
      "",
      "First make a file with both by 'keys --after', and restart the job with it. Then run this;"
          + " the job may go on meanwhile. Afterwards the previous master key is of no more use."
          + " Nothing that is sealed changes.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RewrapCommand implements Callable<Integer> {

  @Mixin private UserKeysArguments arguments;

  @Override
  public Integer call() {
    Console.print(
        String.format(Locale.ROOT, "%,d keys of users wrapped anew", arguments.open().rewrap()));
    return 0;
  }
}
