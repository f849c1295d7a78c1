package org.interesttracker.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.interesttracker.event.EpochMillis;
import org.interesttracker.event.Json;

/**
 * What the generator wrote down of a user.
 *
 * @param kind "change" for a user whose interest changes at a moment
 * @param language what the user prefers, ISO 639-1
 * @param changeTime that moment, epoch milliseconds; 0 for other users
 * @param oldTopics the interest before it, heaviest first
 * @param newTopics the interest from then on
 */
public record KnownChange(
    String userId,
    String kind,
    String language,
    @EpochMillis long changeTime,
    List<String> oldTopics,
    List<String> newTopics) {

  /**
   * The users whose interest changes.
   *
   * @throws UncheckedIOException if a line is not the truth about a user
   */
  public static List<KnownChange> read(Path truth) throws IOException {
    try (Stream<String> lines = Files.lines(truth)) {
      return lines.map(KnownChange::parse).filter(user -> user.kind().equals("change")).toList();
    }
  }

  private static KnownChange parse(String line) {
    try {
      return Json.MAPPER.readValue(line, KnownChange.class);
    } catch (IOException e) {
      throw new UncheckedIOException("A line of the truth cannot be read", e);
    }
  }
}
