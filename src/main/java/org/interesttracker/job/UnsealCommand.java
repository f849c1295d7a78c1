package org.interesttracker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;
import org.interesttracker.seal.CachedUserKeys;
import org.interesttracker.seal.Sealer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens sealed records of outputs. */
@Command(
    name = "unseal",
    description = {
      "Opens records that a job with privacy.crypto-shredding wrote.",
      "",
      "Reads JSON lines, a file or standard input, and prints the records as they were before they"
          + " were sealed; those that are not sealed as they are. Those whose user's key was"
          + " destroyed are left out; how many there were is said at the end, on standard error.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class UnsealCommand implements Callable<Integer> {

  private static final int REMEMBERED = 10_000;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files of JSON lines. Default: standard input.")
  private List<Path> files = List.of();

  @Mixin private UserKeysArguments arguments;

  private long opened;
  private long plain;
  private long shredded;

  @Override
  public Integer call() throws IOException {
    Sealer sealer =
        new Sealer(new CachedUserKeys(arguments.open(), REMEMBERED), false, () -> shredded++);
    if (files.isEmpty()) {
      read(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
          "standard input",
          sealer);
    }
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new UsageException("There is no file " + file + " that may be read");
      }
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        read(lines, file.toString(), sealer);
      }
    }
    Console.error(
        String.format(
            Locale.ROOT,
            "%,d records opened, %,d were not sealed, %,d are of users whose key was destroyed",
            opened,
            plain,
            shredded));
    return 0;
  }

  private void read(BufferedReader lines, String source, Sealer sealer) throws IOException {
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        open(line, source + ", line " + number, sealer);
      }
    }
  }

  private void open(String line, String place, Sealer sealer) {
    JsonNode record = json(line, place);
    if (!record.hasNonNull("sealed")) {
      plain++;
      Console.print(line);
      return;
    }
    byte[] json = sealer.openJwe(record.get("sealed").asText(), record.path("user_id").asText());
    if (json != null) {
      opened++;
      Console.print(new String(json, StandardCharsets.UTF_8));
    }
  }

  private static JsonNode json(String line, String place) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(place + " is not JSON", e);
    }
  }
}
