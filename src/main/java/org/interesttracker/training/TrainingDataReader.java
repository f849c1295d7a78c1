package org.interesttracker.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.dataset.InputFile;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.CatalogParser;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.event.Gzip;
import org.interesttracker.event.RejectedRecordException;
import org.interesttracker.text.TextCleaner;

/** Reads event and catalog files; bad lines are counted, not fatal. */
final class TrainingDataReader {

  private final EventParser eventParser = new EventParser(new TextCleaner()::clean);
  private final CatalogParser catalogParser = new CatalogParser(new TextCleaner()::clean);
  private final Map<String, String> description = new LinkedHashMap<>();
  private long badLines;

  TrainingData read(Path events, Path catalog) throws IOException {
    Map<String, CatalogItem> items = new LinkedHashMap<>();
    readLines(
        "catalog",
        catalog,
        line -> {
          CatalogItem item = catalogParser.parse(line, Long.MAX_VALUE);
          items.put(item.itemId(), item);
        });
    long now = System.currentTimeMillis();
    List<Event> read = new ArrayList<>();
    readLines(
        "events",
        events,
        line -> {
          Event event = eventParser.parse(line, now);
          if (event.type().teaches()) {
            read.add(event);
          }
        });
    Set<String> users = new HashSet<>();
    read.forEach(event -> users.add(event.userId()));
    description.put("events", String.valueOf(read.size()));
    description.put("users", String.valueOf(users.size()));
    description.put("items", String.valueOf(items.size()));
    description.put("bad_lines", String.valueOf(badLines));
    return new TrainingData(List.copyOf(items.values()), read, badLines, description);
  }

  private void readLines(String name, Path file, LineReader use) throws IOException {
    InputFile.requireFile(file);
    MessageDigest digest = sha256();
    try (InputStream in = Gzip.plain(new DigestInputStream(Files.newInputStream(file), digest));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        use(line, use);
      }
    }
    description.put(name + "_file", file.getFileName().toString());
    description.put(name + "_sha256", HexFormat.of().formatHex(digest.digest()));
  }

  private void use(String line, LineReader use) {
    if (line.isBlank()) {
      return;
    }
    try {
      use.read(line.getBytes(StandardCharsets.UTF_8));
    } catch (RejectedRecordException e) {
      badLines++;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private interface LineReader {
    void read(byte[] line) throws RejectedRecordException;
  }
}
