package org.interesttracker.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells who holds the keys by what a user is known. */
@Command(
    name = "pseudonym",
    description = {
      "Prints the pseudonyms of users, for those who hold the keys.",
      "",
      "One line an id, with one pseudonym a key, the current one first. Without ids, reads them from"
          + " standard input, one a line, so that they stand in no history of commands.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class PseudonymCommand implements Callable<Integer> {

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "KEYS",
      description = "file:PATH or env:NAME, as in privacy.pseudonym-keys.")
  private String keys;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids as they come in events.")
  private List<String> ids = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Pseudonyms pseudonyms = new Pseudonyms(LocalKeys.read("--keys", keys));
    if (!ids.isEmpty()) {
      ids.forEach(id -> print(pseudonyms, id));
      return 0;
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (!line.isBlank()) {
        print(pseudonyms, line);
      }
    }
    return 0;
  }

  /** Blanks around an id are no part of it, as in events. */
  private static void print(Pseudonyms pseudonyms, String id) {
    Console.print(String.join(" ", pseudonyms.of(id.strip())));
  }
}
