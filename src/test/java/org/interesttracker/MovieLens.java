package org.interesttracker;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ratings of MovieLens ml-latest-small, where they are. */
public final class MovieLens {

  private MovieLens() {}

  /**
   * @param time epoch milliseconds
   */
  public record Rating(String user, String item, double stars, long time) {}

  /** By time, ties in the order of the file. Ends the test with a sentence where it is missing. */
  public static List<Rating> ratings() throws IOException {
    Path file = SharedData.directory("ml-latest-small").resolve("ratings.csv");
    assumeThat(file).as("MovieLens ml-latest-small is not in ../shared/data").isRegularFile();
    List<Rating> ratings = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",");
      if (!cells[0].equals("userId")) {
        ratings.add(
            new Rating(
                cells[0],
                cells[1],
                Double.parseDouble(cells[2]),
                1_000 * Long.parseLong(cells[3])));
      }
    }
    ratings.sort(Comparator.comparingLong(Rating::time));
    return ratings;
  }
}
