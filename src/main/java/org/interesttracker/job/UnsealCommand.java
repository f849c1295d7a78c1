package org.interesttracker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;
import org.interesttracker.seal.CachedUserKeys;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.UserKeysException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the records go; must not exist. Default: standard output.")
  private Path out;

  @Mixin private UserKeysArguments arguments;

  private Consumer<String> print;
  private long opened;
  private long plain;
  private long shredded;

  @Override
  public Integer call() throws IOException {
    if (out == null) {
      readAll(Console::print);
    } else {
      try (BufferedWriter writer = Files.newBufferedWriter(out, StandardOpenOption.CREATE_NEW);
          PrintWriter lines = new PrintWriter(writer)) {
        readAll(lines::println);
        if (lines.checkError()) {
          throw new IOException(out + " could not be written");
        }
      } catch (FileAlreadyExistsException e) {
        throw new UsageException(out + " is there already; name another file", e);
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

  private void readAll(Consumer<String> records) throws IOException {
    print = records;
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
      print.accept(line);
      return;
    }
    byte[] json = unsealed(record, place, sealer);
    if (json != null) {
      opened++;
      print.accept(new String(json, StandardCharsets.UTF_8));
    }
  }

  private static byte[] unsealed(JsonNode record, String place, Sealer sealer) {
    try {
      return sealer.openJwe(record.get("sealed").asText(), record.path("user_id").asText());
    } catch (UserKeysException e) {
      throw e.at(place);
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
