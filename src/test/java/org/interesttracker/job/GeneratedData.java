package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.interesttracker.dataset.GenerateCommand;
import picocli.CommandLine;

/** A small data set, as the command generate makes it, of 40 users and 8 days. */
record GeneratedData(Path events, Path catalog) {

  static GeneratedData in(Path folder, int events) {
    int code =
        new CommandLine(new GenerateCommand())
            .execute(
                "--out=" + folder,
                "--users=40",
                "--items=120",
                "--events=" + events,
                "--days=8",
                "--seed=3");
    if (code != 0) {
      throw new IllegalStateException("generate ended with " + code);
    }
    return new GeneratedData(folder.resolve("events.jsonl"), folder.resolve("catalog.jsonl"));
  }

  List<String> eventLines() throws IOException {
    return Files.readAllLines(events);
  }

  List<String> catalogLines() throws IOException {
    return Files.readAllLines(catalog);
  }
}
